package org.voxelbench.evaluation.inference;

import java.util.Arrays;

/**
 * How much each voxel of a patch counts where patches overlap: a Gaussian around the centre
 * (nnU-Net: {@code compute_gaussian} in {@code inference/sliding_window_prediction.py}).
 *
 * <p>It is the response to a unit impulse at {@code patch / 2} of a Gaussian filter with sigma
 * {@code patch / 8} per axis, cut at 4 sigma, with zeros outside, scaled to a maximum of 10; zeros
 * are lifted to the smallest other value.
 */
final class GaussianWeights {

  private static final double SIGMA_PER_PATCH = 1.0 / 8;
  private static final double TRUNCATE = 4;
  private static final double MAXIMUM = 10;

  private GaussianWeights() {}

  /** The weights in C order of the patch. */
  static float[] of(int[] patch) {
    double[] weights = {1};
    for (int n : patch) {
      weights = outer(weights, profile(n));
    }
    double scale = MAXIMUM / Arrays.stream(weights).max().orElseThrow();
    float[] scaled = new float[weights.length];
    float smallest = Float.POSITIVE_INFINITY;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (weights[i] * scale);
      if (scaled[i] > 0) {
        smallest = Math.min(smallest, scaled[i]);
      }
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.max(scaled[i], smallest);
    }
    return scaled;
  }

  /** The filter's response along one axis. */
  private static double[] profile(int n) {
    double sigma = n * SIGMA_PER_PATCH;
    int radius = (int) (TRUNCATE * sigma + 0.5);
    double norm = 0;
    for (int offset = -radius; offset <= radius; offset++) {
      norm += bell(offset, sigma);
    }
    double[] profile = new double[n];
    for (int i = 0; i < n; i++) {
      int offset = i - n / 2;
      profile[i] = Math.abs(offset) <= radius ? bell(offset, sigma) / norm : 0;
    }
    return profile;
  }

  private static double bell(int offset, double sigma) {
    return Math.exp(-0.5 * offset * offset / (sigma * sigma));
  }

  private static double[] outer(double[] a, double[] b) {
    double[] product = new double[Math.multiplyExact(a.length, b.length)];
    for (int i = 0; i < product.length; i++) {
      product[i] = a[i / b.length] * b[i % b.length];
    }
    return product;
  }
}
