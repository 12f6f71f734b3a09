package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Unit;

/** Averages of a metric beside Dice as bars, one group for each data set, one for each method. */
public final class MetricChart {

  private MetricChart() {}

  /** Draws; nothing if no average is finite. */
  public static Optional<ChartImage> of(Results results, Metric metric) {
    if (results.scores().cells().stream().noneMatch(cell -> isFinite(cell, metric))) {
      return Optional.empty();
    }
    String name = metric.averaging().title(metric);
    double scale = metric.unit() == Unit.FRACTION ? 100 : 1;
    return Optional.of(
        ChartImage.draw(
            metric.name(),
            name + ", on each data set: " + metric.direction().words(),
            alt(results, metric),
            GroupedBars.of(
                results,
                name + " in " + metric.unit().symbol(),
                cell -> scale * cell.mean(metric).value())));
  }

  private static boolean isFinite(MethodScore cell, Metric metric) {
    return Double.isFinite(cell.mean(metric).value());
  }

  private static String alt(Results results, Metric metric) {
    List<String> best = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      results.scores().cells(dataset).stream()
          .filter(cell -> isFinite(cell, metric))
          .min(
              Comparator.comparingDouble(
                  cell -> metric.direction().loss(cell.mean(metric).value())))
          .ifPresent(
              cell ->
                  best.add(
                      dataset.name()
                          + ": "
                          + results.name(cell.method())
                          + " "
                          + NumberText.of(cell.mean(metric).value(), metric.unit())));
    }
    return "Grouped bars of "
        + metric.averaging().title(metric)
        + ". Best on "
        + String.join("; ", best)
        + ". Every value is in the table that follows; an infinite one has no bar.";
  }
}
