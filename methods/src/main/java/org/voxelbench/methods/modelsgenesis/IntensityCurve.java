package org.voxelbench.methods.modelsgenesis;

import org.voxelbench.base.random.RandomStream;

/**
 * A random monotone map of intensities in [0, 1]: a cubic Bézier curve from (0, 0) to (1, 1), or
 * the same run through backwards, linear between its samples (Zhou et al. 2021, non-linear
 * transformation).
 *
 * <p>Both coordinates rise along such a curve as its control points lie in the unit square.
 * Intensities outside [0, 1] get the value of the nearer end.
 *
 * @param x1 first control point
 * @param x2 second control point
 * @param falling whether high intensities become low
 * @param samples of the curve, 2 or more
 */
record IntensityCurve(double x1, double y1, double x2, double y2, boolean falling, int samples) {

  private static final int SAMPLES = 100_000;
  private static final double FALLING = 0.5;

  /** Equal parts of [0, 1] for which the first sample is remembered. */
  private static final int PARTS = 1 << 15;

  static IntensityCurve draw(RandomStream random) {
    return new IntensityCurve(
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble(),
        random.chance(FALLING),
        SAMPLES);
  }

  /** Maps all values in place. */
  void apply(float[] values) {
    double[] xs = rising(x1, x2);
    double[] ys = rising(y1, y2);
    if (falling) {
      reverse(ys);
    }
    int[] firsts = firsts(xs);
    int last = samples - 1;
    for (int i = 0; i < values.length; i++) {
      double x = values[i];
      if (x <= 0) {
        values[i] = (float) ys[0];
      } else if (x >= 1) {
        values[i] = (float) ys[last];
      } else {
        int part = (int) (x * PARTS);
        int at = lastNotAbove(xs, x, firsts[part], firsts[part + 1]);
        double share = (x - xs[at]) / (xs[at + 1] - xs[at]);
        values[i] = (float) (ys[at] + share * (ys[at + 1] - ys[at]));
      }
    }
  }

  /** One coordinate at the samples; rounding doesn't let it fall. */
  private double[] rising(double first, double second) {
    double[] coordinate = new double[samples];
    double largest = 0;
    for (int i = 0; i < samples; i++) {
      double t = i / (samples - 1.0);
      double rest = 1 - t;
      double value = t * (3 * rest * (rest * first + t * second) + t * t);
      largest = Math.max(largest, value);
      coordinate[i] = largest;
    }
    return coordinate;
  }

  private static void reverse(double[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /** For the lower end of each part, and for 1, the last sample that is not above it. */
  private static int[] firsts(double[] xs) {
    int[] firsts = new int[PARTS + 1];
    int at = 0;
    for (int part = 0; part <= PARTS; part++) {
      while (at + 1 < xs.length && xs[at + 1] <= (double) part / PARTS) {
        at++;
      }
      firsts[part] = at;
    }
    return firsts;
  }

  private static int lastNotAbove(double[] xs, double x, int lowest, int highest) {
    int low = lowest;
    int high = highest;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (xs[middle] <= x) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
