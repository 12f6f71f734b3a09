package org.voxelbench.results;

import java.util.Arrays;
import java.util.Comparator;

/** The canonical order of rows, so that the order in which jobs end does not show. */
final class RowOrder {

  static final Comparator<ResultRow> CANONICAL =
      Comparator.comparing(ResultRow::dataset)
          .thenComparing(ResultRow::method)
          .thenComparing(ResultRow::trainingCases)
          .thenComparingInt(ResultRow::fold)
          .thenComparingLong(ResultRow::seed)
          .thenComparing(ResultRow::caseId)
          .thenComparing(RowOrder::values, Arrays::compare)
          .thenComparing(ResultRow::label)
          .thenComparing(ResultRow::engine);

  private RowOrder() {}

  private static int[] values(ResultRow row) {
    return Arrays.stream(row.labelValues().split("\\+")).mapToInt(Integer::parseInt).toArray();
  }
}
