package org.voxelbench.reports.chart;

import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Unit;

/**
 * Averages of each metric that not every file of results has as bars: one group for each data set,
 * one bar for each method.
 */
final class MetricChart implements Chart {

  @Override
  public ChartPlace place() {
    return ChartPlace.METRICS;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    return results.scores().laterMetrics().stream()
        .map(
            metric ->
                new Figure(
                    metric.name(),
                    metric.title(),
                    of(results, metric).stream().toList(),
                    List.of(MetricTable.of(results, metric))))
        .toList();
  }

  /** Empty if no average is finite. */
  private static Optional<ChartImage> of(Results results, Metric metric) {
    if (results.scores().cells().stream()
        .noneMatch(cell -> Double.isFinite(cell.mean(metric).value()))) {
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

  private static String alt(Results results, Metric metric) {
    return "Grouped bars of "
        + metric.averaging().title(metric)
        + ". Best on "
        + GroupedBars.best(
            results,
            cell -> cell.mean(metric).value(),
            metric.direction()::loss,
            value -> NumberText.of(value, metric.unit()))
        + ". Every value is in the table that follows; an infinite one has no bar.";
  }
}
