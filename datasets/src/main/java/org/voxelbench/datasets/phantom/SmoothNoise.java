package org.voxelbench.datasets.phantom;

/** Smooth noise over space: random gradients on a lattice of unit spacing, blended between. */
final class SmoothNoise {

  private final long key;

  SmoothNoise(long key) {
    this.key = key;
  }

  /** About -0.8 to 0.8, zero on average; features are about one unit wide. */
  double at(double x, double y, double z) {
    int i = floor(x);
    int j = floor(y);
    int k = floor(z);
    double u = x - i;
    double v = y - j;
    double w = z - k;
    double fu = fade(u);
    double fv = fade(v);
    double near = plane(i, j, k, u, v, w, fu, fv);
    double far = plane(i, j, k + 1, u, v, w - 1, fu, fv);
    return near + fade(w) * (far - near);
  }

  private double plane(int i, int j, int k, double u, double v, double w, double fu, double fv) {
    double low = mix(fu, slope(i, j, k, u, v, w), slope(i + 1, j, k, u - 1, v, w));
    double high = mix(fu, slope(i, j + 1, k, u, v - 1, w), slope(i + 1, j + 1, k, u - 1, v - 1, w));
    return mix(fv, low, high);
  }

  /** The height above a lattice point whose gradient is drawn from its place. */
  private double slope(int i, int j, int k, double u, double v, double w) {
    long h = key + i * 0x9E3779B97F4A7C15L + j * 0xC2B2AE3D27D4EB4FL + k * 0x165667B19E3779F9L;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    h ^= h >>> 32;
    double gx = (h & 0x3FF) / 511.5 - 1;
    double gy = (h >>> 10 & 0x3FF) / 511.5 - 1;
    double gz = (h >>> 20 & 0x3FF) / 511.5 - 1;
    return gx * u + gy * v + gz * w;
  }

  private static double mix(double t, double from, double to) {
    return from + t * (to - from);
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static int floor(double x) {
    int i = (int) x;
    return x < i ? i - 1 : i;
  }
}
