package org.voxelbench.reports;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.statistics.Interval;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.statistics.RankSamples;

/** How sure the average ranks are over the data sets that answer the question, as charts. */
final class CertaintyCharts {

  private static final double ALPHA = 0.05;

  private CertaintyCharts() {}

  /** Intervals and rank distribution where cases are known, critical difference if there is one. */
  static List<ChartImage> of(Results results) {
    Standings standings = results.headline();
    ScopeStatistics statistics = results.statistics().scope(standings.scope());
    List<Integer> order =
        standings.ordered().stream().map(s -> standings.all().indexOf(s)).toList();
    List<ChartImage> charts = new ArrayList<>();
    statistics.samples().ifPresent(samples -> charts.addAll(of(results, order, samples)));
    statistics.nemenyi().ifPresent(nemenyi -> charts.add(of(results, order, nemenyi)));
    return List.copyOf(charts);
  }

  private static String name(Results results, int method) {
    return results.name(results.experiment().methods().get(method));
  }

  private static List<ChartImage> of(Results results, List<Integer> order, RankSamples samples) {
    String over = results.headline().scope().plural();
    double[][] places = samples.places();
    List<IntervalChart.Row> intervals = new ArrayList<>();
    List<RankShareChart.Row> shares = new ArrayList<>();
    for (int method : order) {
      String name = name(results, method);
      Interval interval = samples.interval(method);
      intervals.add(
          new IntervalChart.Row(name, samples.full()[method], interval.low(), interval.high()));
      shares.add(new RankShareChart.Row(name, places[method]));
    }
    return List.of(
        IntervalChart.of(intervals, "95 % bootstrap interval", over),
        RankShareChart.of(shares, over));
  }

  private static ChartImage of(Results results, List<Integer> order, Nemenyi nemenyi) {
    List<DifferenceChart.Place> places =
        order.stream()
            .map(m -> new DifferenceChart.Place(name(results, m), nemenyi.averageRanks()[m]))
            .toList();
    List<DifferenceChart.Alike> groups =
        nemenyi.groups(ALPHA).stream()
            .map(
                group ->
                    new DifferenceChart.Alike(
                        order.indexOf(group.get(0)), order.indexOf(group.get(group.size() - 1))))
            .toList();
    return DifferenceChart.of(
        places, groups, nemenyi.criticalDifference(ALPHA), "Nemenyi test at 5 %");
  }
}
