package org.voxelbench.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.voxelbench.protocol.results.ExperimentSummary.DatasetNote;

/** Ranks as a heat map: a row for each method, the best on top, a column for each data set. */
final class RankGrid {

  private RankGrid() {}

  static ChartImage of(Results results) {
    List<Standing> ordered = results.headline().ordered();
    List<DatasetNote> datasets = byRole(results.experiment().datasets());
    int methods = ordered.size();
    double[][] shades = new double[methods][datasets.size()];
    List<List<String>> texts = new ArrayList<>();
    for (int m = 0; m < methods; m++) {
      int place = results.experiment().methods().indexOf(ordered.get(m).method());
      List<String> row = new ArrayList<>();
      for (int d = 0; d < datasets.size(); d++) {
        double rank = results.standings(Scope.ALL).ranks().get(datasets.get(d).name())[place];
        Cell cell = results.scores().cell(datasets.get(d), ordered.get(m).method());
        boolean missing = Double.isNaN(cell.dice());
        shades[m][d] = missing ? Double.NaN : methods == 1 ? 1 : (methods - rank) / (methods - 1.0);
        row.add(NumberText.shortRank(rank));
      }
      texts.add(row);
    }
    GridChart grid =
        new GridChart(
            ordered.stream().map(s -> results.name(s.method())).toList(),
            datasets.stream().map(d -> d.name() + " (" + d.role() + ")").toList(),
            shades,
            texts);
    return ChartImage.draw(
        "ranks",
        "Rank on each data set: dark is best, hatched has no complete result",
        alt(results, datasets),
        grid.chart());
  }

  /** Test data sets before development data sets, else in their order. */
  static List<DatasetNote> byRole(List<DatasetNote> datasets) {
    return datasets.stream()
        .sorted(Comparator.comparingInt(d -> Scope.TEST.holds(d.role()) ? 0 : 1))
        .toList();
  }

  private static String alt(Results results, List<DatasetNote> datasets) {
    List<String> best = new ArrayList<>();
    for (DatasetNote dataset : datasets) {
      double[] ranks = results.standings(Scope.ALL).ranks().get(dataset.name());
      double lowest = Arrays.stream(ranks).min().orElseThrow();
      List<String> first = new ArrayList<>();
      for (int m = 0; m < ranks.length; m++) {
        if (ranks[m] == lowest) {
          first.add(results.name(results.experiment().methods().get(m)));
        }
      }
      best.add(dataset.name() + ": " + String.join(" and ", first));
    }
    return "Heat map of the rank of each method on each data set. Best on "
        + String.join("; ", best)
        + ". Every rank is in the table that follows.";
  }
}
