package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.MetricMean;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/** Averages of metrics beside Dice as a table of the page: a row for a data set and method. */
public final class MetricTable {

  private MetricTable() {}

  /** The surface metrics that every file of results has. */
  public static HtmlTable surfaces(Results results) {
    return of(
        results,
        "surfaces-table",
        "Mean surface Dice (NSD) in %, and median over all cases, classes and runs of the robust"
            + " Hausdorff distance at 95 % (HD95) in mm; it is infinite where the prediction is"
            + " missing, or only one of reference and prediction holds the class",
        List.of(Metrics.NSD_2MM, Metrics.NSD_1MM, Metrics.HD95));
  }

  /** One metric. */
  static HtmlTable of(Results results, Metric metric) {
    String caption =
        "%s in %s (%s), %s: %s"
            .formatted(
                metric.title(),
                metric.unit().symbol(),
                metric.direction().words(),
                metric.averaging().words(),
                metric.meaning());
    return of(results, metric.name() + "-table", caption, List.of(metric));
  }

  private static HtmlTable of(Results results, String id, String caption, List<Metric> metrics) {
    List<HtmlCell> head =
        new ArrayList<>(List.of(HtmlCell.text("Data set"), HtmlCell.text("Method")));
    for (Metric metric : metrics) {
      head.add(HtmlCell.numbers(metric.averaging().title(metric)));
      if (metric.averaging() == Averaging.MEDIAN) {
        head.add(HtmlCell.numbers(metric.title() + " infinite"));
      }
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (MethodScore cell : results.scores().cells()) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(HtmlCell.text(cell.dataset().name()));
      row.add(HtmlCell.text(results.name(cell.method())));
      for (Metric metric : metrics) {
        MetricMean mean = cell.mean(metric);
        row.add(HtmlCell.number(NumberText.of(mean.value(), metric.unit()), mean.value()));
        if (metric.averaging() == Averaging.MEDIAN) {
          row.add(infinite(mean));
        }
      }
      body.add(row);
    }
    return new HtmlTable(id, caption, head, body);
  }

  private static HtmlCell infinite(MetricMean mean) {
    return mean.rows() == 0
        ? HtmlCell.number(NumberText.NONE, Double.NaN)
        : HtmlCell.number(mean.infinite() + " of " + mean.rows(), mean.infinite());
  }
}
