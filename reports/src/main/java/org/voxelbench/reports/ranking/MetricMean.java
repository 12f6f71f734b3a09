package org.voxelbench.reports.ranking;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;

/**
 * A metric of one method on one data set, or on one class of it, averaged as the metric says.
 *
 * @param value mean by the {@link ScoreAggregation}, or median over the rows in which it is defined
 *     (one for each case, class and run; infinite if half of them are); NaN if it is defined in
 *     none
 * @param infinite rows in which it is infinite
 * @param rows rows in which it is defined
 */
public record MetricMean(double value, int infinite, int rows) {

  /** Where a method has no comparable result. */
  static final MetricMean NONE = new MetricMean(Double.NaN, 0, 0);

  /**
   * Of the foreground rows of one method on one data set, or of one class of it; none if a row was
   * evaluated before the metric was known, since a mean over part of the cases compares with none.
   */
  static MetricMean of(List<ResultRow> rows, Metric metric) {
    List<ResultRow> foreground = rows.stream().filter(Scores::foreground).toList();
    if (foreground.stream().anyMatch(row -> lacks(row, metric))) {
      return NONE;
    }
    double[] values =
        foreground.stream()
            .mapToDouble(row -> row.value(metric))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return new MetricMean(
        metric.averaging() == Averaging.MEDIAN
            ? median(values)
            : ScoreAggregation.of(rows, row -> metric.averaging().term(row.value(metric)))
                .overall(),
        (int) Arrays.stream(values).filter(Double::isInfinite).count(),
        values.length);
  }

  private static boolean lacks(ResultRow row, Metric metric) {
    return row.status() != CaseStatus.EMPTY
        && !row.values().has(metric)
        && metric.definedFor(row.confusion());
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
