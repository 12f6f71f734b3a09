package org.voxelbench.engine.nd4j.trace;

import org.voxelbench.engine.NdArray;

/** Matrices {@code [in, out]} that resize one axis. */
final class AxisWeights {

  private AxisWeights() {}

  /** Gives the matrix for two lengths. */
  @FunctionalInterface
  interface Rule {

    NdArray weights(int in, int out);
  }

  /** Output i reads {@code floor(i * in / out)}. */
  static NdArray nearest(int in, int out) {
    double[] weights = new double[Math.multiplyExact(in, out)];
    for (int i = 0; i < out; i++) {
      weights[(int) ((long) i * in / out) * out + i] = 1;
    }
    return NdArray.of(new int[] {in, out}, weights);
  }

  /** Linear interpolation with half-pixel centres, constant beyond the outermost ones. */
  static NdArray linear(int in, int out) {
    double[] weights = new double[Math.multiplyExact(in, out)];
    for (int i = 0; i < out; i++) {
      double position = Math.max(0, (i + 0.5) * in / out - 0.5);
      int low = (int) position;
      double upper = position - low;
      weights[low * out + i] += 1 - upper;
      weights[Math.min(low + 1, in - 1) * out + i] += upper;
    }
    return NdArray.of(new int[] {in, out}, weights);
  }
}
