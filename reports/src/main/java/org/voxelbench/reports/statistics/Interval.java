package org.voxelbench.reports.statistics;

import java.util.Arrays;
import org.voxelbench.base.Quantiles;

/**
 * The middle 95 % of a sample.
 *
 * @param low its 2.5 % quantile
 * @param high its 97.5 % quantile
 */
public record Interval(double low, double high) {

  private static final double TAIL = 0.025;

  /** Of at least one number, none NaN, in any order. */
  static Interval of(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** The quantile of sorted numbers. */
  static double quantile(double[] sorted, double share) {
    return Quantiles.ofSorted(sorted.length, i -> sorted[i], share);
  }
}
