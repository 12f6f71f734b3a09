package org.voxelbench.datasets.phantom;

/** Depths below surfaces, in mm, positive inside. */
final class Shapes {

  private Shapes() {}

  /** The depth below an ellipsoid along the ray from its centre. */
  static double ellipsoid(double x, double y, double z, double a, double b, double c) {
    double length = Math.sqrt(x * x + y * y + z * z);
    double radius = Math.sqrt(x * x / (a * a) + y * y / (b * b) + z * z / (c * c));
    return radius < 1e-6 ? Math.min(a, Math.min(b, c)) : length / radius - length;
  }

  /** The share of a voxel of some width that lies below a surface. */
  static double share(double depth, double width) {
    return Math.max(0, Math.min(1, 0.5 + depth / width));
  }

  /** 1 at 0, falling smoothly to 0 at -1 and 1. */
  static double bump(double t) {
    double s = 1 - t * t;
    return s <= 0 ? 0 : s * s;
  }
}
