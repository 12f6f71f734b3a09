package org.voxelbench.harness.survey;

import java.util.Arrays;
import org.voxelbench.base.Quantiles;

/**
 * What is typical of some numbers, most of which are assumed to be right.
 *
 * <p>The scale is the largest of three: the median absolute deviation, times 1.4826; the mean one,
 * times 1.2533 (both are the standard deviation of normal numbers); and a floor below which nobody
 * would call a difference one. The mean one keeps several modes from being called outliers: of n
 * numbers no more than about one in eight can stand out by {@link #FAR}.
 *
 * @param median the middle
 * @param scale a robust standard deviation
 */
record Typical(double median, double scale) {

  /** From where a number stands out; normal ones do so once in 500 million. */
  static final double FAR = 6;

  /** Of fewer numbers none can stand out. */
  static final int FEWEST = 8;

  private static final double MEDIAN_DEVIATION = 1.4826;
  private static final double MEAN_DEVIATION = 1.2533;

  /** Of numbers, which stay in their order. */
  static Typical of(double[] values, double floor) {
    double median = Quantiles.of(values.clone(), 0.5);
    double[] deviations = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
    double mean = Arrays.stream(deviations).average().orElse(0);
    return new Typical(
        median,
        Math.max(
            floor,
            Math.max(
                MEDIAN_DEVIATION * Quantiles.of(deviations.clone(), 0.5), MEAN_DEVIATION * mean)));
  }

  /** The robust z-score. */
  double score(double value) {
    return (value - median) / scale;
  }
}
