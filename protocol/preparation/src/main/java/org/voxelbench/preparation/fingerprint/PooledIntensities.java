package org.voxelbench.preparation.fingerprint;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.preparation.plan.IntensityProperties;

/**
 * Pools the foreground of cases, each of equal weight however many voxels it has.
 *
 * <p>nnU-Net draws equally many voxels of each case with replacement; this is the limit of many
 * draws: mean and standard deviation are exact, percentiles those of the weighted values.
 */
final class PooledIntensities {

  private PooledIntensities() {}

  static IntensityProperties of(List<ForegroundSample> cases) {
    double mean = cases.stream().mapToDouble(ForegroundSample::mean).average().orElseThrow();
    double variance = 0;
    for (ForegroundSample sample : cases) {
      double shift = sample.mean() - mean;
      double own = sample.meanOfSquares() - sample.mean() * sample.mean();
      variance += (Math.max(0, own) + shift * shift) / cases.size();
    }
    double[] percentiles = percentiles(cases, 0, 0.005, 0.5, 0.995, 1);
    return new IntensityProperties(
        mean,
        percentiles[2],
        Math.sqrt(variance),
        percentiles[0],
        percentiles[4],
        percentiles[1],
        percentiles[3]);
  }

  /** The smallest values at which the pooled weight reaches each of the ascending shares. */
  private static double[] percentiles(List<ForegroundSample> cases, double... shares) {
    int total = cases.stream().mapToInt(sample -> sample.values().length).sum();
    long[] entries = new long[total];
    int next = 0;
    for (int i = 0; i < cases.size(); i++) {
      for (float value : cases.get(i).values()) {
        entries[next++] = sortable(value) << 32 | i;
      }
    }
    Arrays.sort(entries);
    double[] percentiles = new double[shares.length];
    double weight = 0;
    int reached = 0;
    float value = 0;
    for (long entry : entries) {
      ForegroundSample sample = cases.get((int) entry);
      value = value((int) (entry >> 32));
      weight += 1.0 / sample.values().length / cases.size();
      while (reached < shares.length - 1 && weight >= shares[reached] - 1e-12) {
        percentiles[reached++] = value;
      }
    }
    Arrays.fill(percentiles, reached, shares.length, value);
    return percentiles;
  }

  /** An integer that sorts as the float does. */
  private static long sortable(float value) {
    int bits = Float.floatToIntBits(value);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  private static float value(int sortable) {
    return Float.intBitsToFloat(sortable ^ (sortable >> 31 & Integer.MAX_VALUE));
  }
}
