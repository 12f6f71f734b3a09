package org.voxelbench.reports.ranking;

/**
 * A metric of one method on one data set, or on one class of it, averaged as the metric says.
 *
 * @param value mean by the chain of {@link DatasetMeans}, or median over the rows in which it is
 *     defined (one for each case, class and run; infinite if half of them are); NaN if it is
 *     defined in none
 * @param infinite rows in which it is infinite
 * @param rows rows in which it is defined
 */
public record MetricMean(double value, int infinite, int rows) {

  /**
   * Where a method has no comparable result, or a row was evaluated before the metric was known.
   */
  static final MetricMean NONE = new MetricMean(Double.NaN, 0, 0);
}
