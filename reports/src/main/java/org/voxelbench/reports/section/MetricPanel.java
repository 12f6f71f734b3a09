package org.voxelbench.reports.section;

import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.MetricChart;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.results.metric.Metric;

/**
 * A metric that not every file of results has, on a page of results that have it.
 *
 * @param id its id in the page
 * @param title what it is called
 * @param chart a group of bars for each data set; empty if no method has a finite average
 * @param table the same as a table
 */
public record MetricPanel(String id, String title, Optional<ChartImage> chart, HtmlTable table) {

  /** One for each such metric. */
  static List<MetricPanel> all(Results results) {
    return results.scores().laterMetrics().stream().map(metric -> of(results, metric)).toList();
  }

  private static MetricPanel of(Results results, Metric metric) {
    return new MetricPanel(
        metric.name(),
        metric.title(),
        MetricChart.of(results, metric),
        MetricTable.of(results, metric));
  }
}
