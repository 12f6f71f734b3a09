package org.voxelbench.reports.csv;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.ranking.MetricMean;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;
import tech.tablesaw.columns.Column;

/** The columns of a metric's average: its value and, of a median, how many are infinite. */
final class MetricColumns {

  private MetricColumns() {}

  static List<Column<?>> of(Metric metric) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(ReportTable.number(metric.averaging().column(metric)));
    if (metric.averaging() == Averaging.MEDIAN) {
      columns.add(ReportTable.whole(metric.averaging().infiniteColumn(metric)));
    }
    return columns;
  }

  /** What stands in these columns. */
  static List<Object> values(Metric metric, MetricMean mean) {
    return metric.averaging() == Averaging.MEDIAN
        ? List.of(mean.value(), mean.infinite())
        : List.of(mean.value());
  }
}
