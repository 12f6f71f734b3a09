package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.statistics.Interval;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.statistics.RankSamples;

/** How sure the average ranks are over the data sets that answer the question, as charts. */
public final class RankUncertaintyCharts {

  private static final double ALPHA = 0.05;

  private RankUncertaintyCharts() {}

  /** Intervals and rank distribution where cases are known, critical difference if there is one. */
  public static List<ChartImage> of(Results results) {
    Ranking standings = results.headline();
    ScopeStatistics statistics = results.statistics().scope(standings.scope());
    List<Integer> order = standings.places();
    List<String> names = results.experiment().methods().stream().map(results::name).toList();
    List<ChartImage> charts = new ArrayList<>();
    statistics
        .samples()
        .ifPresent(s -> charts.addAll(of(standings.scope().plural(), names, order, s)));
    statistics
        .nemenyi()
        .ifPresent(n -> charts.add(difference("critical_difference", "", names, order, n)));
    return List.copyOf(charts);
  }

  private static List<ChartImage> of(
      String over, List<String> names, List<Integer> order, RankSamples samples) {
    double[][] places = samples.places();
    List<IntervalChart.Row> intervals = new ArrayList<>();
    List<RankShareChart.Row> shares = new ArrayList<>();
    for (int method : order) {
      String name = names.get(method);
      Interval interval = samples.interval(method);
      intervals.add(
          new IntervalChart.Row(name, samples.full()[method], interval.low(), interval.high()));
      shares.add(new RankShareChart.Row(name, places[method]));
    }
    return List.of(
        IntervalChart.of(intervals, "95 % bootstrap interval", over),
        RankShareChart.of(shares, over));
  }

  public static ChartImage difference(
      String file, String of, List<String> names, List<Integer> order, Nemenyi nemenyi) {
    List<DifferenceChart.Place> places =
        order.stream()
            .map(m -> new DifferenceChart.Place(names.get(m), nemenyi.averageRanks()[m]))
            .toList();
    List<DifferenceChart.Alike> groups =
        nemenyi.groups(ALPHA).stream()
            .map(
                group ->
                    new DifferenceChart.Alike(
                        order.indexOf(group.get(0)), order.indexOf(group.get(group.size() - 1))))
            .toList();
    return DifferenceChart.of(
        file,
        "Critical difference of average ranks (Nemenyi test at 5 %)" + of,
        places,
        groups,
        nemenyi.criticalDifference(ALPHA));
  }
}
