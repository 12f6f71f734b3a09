package org.voxelbench.preparation.preprocess;

/**
 * Which input samples of an axis make each output sample, and with what weight.
 *
 * <p>Output i lies at {@code (i + 0.5) * in / out - 0.5}. Order 3 samples an axis that has {@link
 * #PAD} edge voxels added at either side and doesn't clamp the position; orders 0 and 1 clamp it to
 * the axis (SciPy's {@code ndimage.zoom} in grid mode).
 */
final class AxisTaps {

  static final int PAD = 12;

  final int in;
  final int out;
  final int order;
  final int taps;
  final int[] index;
  final double[] weight;

  AxisTaps(int in, int out, int order) {
    this.in = in;
    this.out = out;
    this.order = order;
    this.taps = order + 1;
    this.index = new int[out * taps];
    this.weight = new double[out * taps];
    double scale = (double) in / out;
    for (int i = 0; i < out; i++) {
      double position = (i + 0.5) * scale - 0.5;
      switch (order) {
        case 0 -> nearest(i, position);
        case 1 -> linear(i, position);
        case 3 -> cubic(i, position + PAD);
        default ->
            throw new IllegalArgumentException("spline order " + order + " is not 0, 1 or 3");
      }
    }
  }

  private void nearest(int i, double position) {
    index[i] = (int) Math.floor(clamp(position) + 0.5);
    weight[i] = 1;
  }

  private void linear(int i, double position) {
    double clamped = clamp(position);
    int floor = (int) Math.floor(clamped);
    double fraction = clamped - floor;
    index[2 * i] = floor;
    index[2 * i + 1] = Math.min(floor + 1, in - 1);
    weight[2 * i] = 1 - fraction;
    weight[2 * i + 1] = fraction;
  }

  private void cubic(int i, double position) {
    int floor = (int) Math.floor(position);
    double x = position - floor;
    double z = 1 - x;
    double w0 = z * z * z / 6;
    double w1 = (x * x * (x - 2) * 3 + 4) / 6;
    double w2 = (z * z * (z - 2) * 3 + 4) / 6;
    double[] w = {w0, w1, w2, 1 - w0 - w1 - w2};
    for (int k = 0; k < 4; k++) {
      index[4 * i + k] = floor - 1 + k;
      weight[4 * i + k] = w[k];
    }
  }

  private double clamp(double position) {
    return Math.max(0, Math.min(in - 1, position));
  }
}
