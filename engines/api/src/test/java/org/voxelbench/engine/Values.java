package org.voxelbench.engine;

import java.util.Arrays;

/** Arrays for tests: values without a pattern, all different, and the same at every run. */
public final class Values {

  private Values() {}

  /** Values in (-1, 1) from a low-discrepancy sequence. */
  public static NdArray of(int seed, int... shape) {
    double[] values = new double[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      double t = (i + 1) * 0.7548776662466927 + seed * 0.5698402909980532;
      values[i] = 2 * (t - Math.floor(t)) - 1;
    }
    return NdArray.of(shape, values);
  }

  /** Values in (low, high). */
  static NdArray between(double low, double high, int seed, int... shape) {
    return Reference.map(of(seed, shape), v -> low + (v + 1) / 2 * (high - low));
  }

  /** Whole numbers from 0 below the bound. */
  static NdArray classes(int bound, int seed, int... shape) {
    return Reference.map(between(0, bound, seed, shape), Math::floor);
  }

  /** The array in 32-bit floats. */
  public static NdArray single(NdArray array) {
    return NdArray.of(array.shape(), array.floats());
  }

  public static double distance(NdArray a, NdArray b) {
    if (!Arrays.equals(a.shape(), b.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    double distance = 0;
    for (int i = 0; i < a.size(); i++) {
      double difference = Math.abs(a.at(i) - b.at(i));
      distance = Double.isNaN(difference) ? Double.NaN : Math.max(distance, difference);
    }
    return distance;
  }
}
