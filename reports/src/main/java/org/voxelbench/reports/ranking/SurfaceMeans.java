package org.voxelbench.reports.ranking;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.results.ResultRow;

/**
 * Surface metrics of one method on one data set, or on one class of it.
 *
 * @param nsd1mm surface Dice at 1 mm in [0, 1], by the {@link ScoreAggregation}; NaN if undefined
 * @param nsd2mm surface Dice at 2 mm in [0, 1], by the {@link ScoreAggregation}; NaN if undefined
 * @param hd95Median median in mm of the robust Hausdorff distance at 95 % over the rows in which it
 *     is defined (one for each case, class and run); infinite if that of half of them is; NaN if it
 *     is defined in none
 * @param hd95Infinite those of the rows in which it is infinite
 * @param rows rows in which it is defined
 */
public record SurfaceMeans(
    double nsd1mm, double nsd2mm, double hd95Median, int hd95Infinite, int rows) {

  /** Where a method has no comparable result. */
  static final SurfaceMeans NONE = new SurfaceMeans(Double.NaN, Double.NaN, Double.NaN, 0, 0);

  /** Of the foreground rows of one method on one data set, or of one class of it. */
  static SurfaceMeans of(List<ResultRow> rows) {
    double[] hd95 =
        rows.stream()
            .filter(Scores::foreground)
            .mapToDouble(row -> of(row, row.hd95mm(), Double.POSITIVE_INFINITY))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return new SurfaceMeans(
        ScoreAggregation.of(rows, row -> of(row, row.nsd1mm(), 0)).overall(),
        ScoreAggregation.of(rows, row -> of(row, row.nsd2mm(), 0)).overall(),
        median(hd95),
        (int) Arrays.stream(hd95).filter(Double::isInfinite).count(),
        hd95.length);
  }

  private static double of(ResultRow row, double value, double worst) {
    return switch (row.status()) {
      case SCORED -> value;
      case EMPTY -> Double.NaN;
      case MISSING -> worst;
    };
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
