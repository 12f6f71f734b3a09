package org.voxelbench.preparation.fingerprint;

import java.util.Arrays;

/**
 * Foreground intensities of one channel of one case, sorted; at most so many, taken at even ranks.
 *
 * @param count voxels of the foreground
 * @param mean over all of them
 * @param meanOfSquares over all of them
 * @param values the lowest, the highest, and others between at even ranks
 */
record ForegroundSample(long count, double mean, double meanOfSquares, float[] values) {

  static ForegroundSample of(float[] voxels, short[] segmentation, int limit) {
    int count = 0;
    for (short label : segmentation) {
      count += label > 0 ? 1 : 0;
    }
    float[] values = new float[count];
    int next = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < voxels.length; i++) {
      if (segmentation[i] > 0) {
        values[next++] = voxels[i];
        sum += voxels[i];
        squares += (double) voxels[i] * voxels[i];
      }
    }
    Arrays.sort(values);
    return new ForegroundSample(count, sum / count, squares / count, thinned(values, limit));
  }

  private static float[] thinned(float[] sorted, int limit) {
    if (sorted.length <= limit) {
      return sorted;
    }
    float[] thin = new float[limit];
    for (int i = 0; i < limit; i++) {
      thin[i] = sorted[(int) Math.round((double) i * (sorted.length - 1) / (limit - 1))];
    }
    return thin;
  }
}
