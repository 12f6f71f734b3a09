package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.voxelbench.reports.plot.HeatMap;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.PairTest;
import org.voxelbench.reports.statistics.Significance;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * Which methods the paired tests tell apart, one map for each data set: the method of a row against
 * that of a column.
 *
 * <p>Source: Wiesenfarth et al., Methods and open-source toolkit for analyzing and visualizing
 * challenge results, Scientific Reports 11:2369 (2021), "significance map".
 */
final class SignificanceChart implements Chart {

  /** Ahead is dark and behind is light, so that the two differ in grey print, too. */
  private static final double AHEAD = 1;

  private static final double BEHIND = 0.25;

  @Override
  public ChartPlace place() {
    return ChartPlace.PAIRS;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    List<Figure> figures = new ArrayList<>();
    for (DatasetNote dataset : RankGrid.byRole(results.experiment().datasets())) {
      List<PairTest> pairs = results.statistics().pairs().getOrDefault(dataset.name(), List.of());
      if (!pairs.isEmpty()) {
        figures.add(Figure.of(of(data, dataset, pairs, figures.size() + 1)));
      }
    }
    return figures;
  }

  private static ChartImage of(
      ChartData data, DatasetNote dataset, List<PairTest> pairs, int number) {
    List<String> names = data.names();
    List<Integer> order = data.results().headline().places();
    double[][] shades = new double[names.size()][names.size()];
    List<List<String>> texts = new ArrayList<>();
    for (int row = 0; row < names.size(); row++) {
      texts.add(new ArrayList<>(Collections.nCopies(names.size(), "")));
      Arrays.fill(shades[row], Double.NaN);
    }
    List<String> told = new ArrayList<>();
    for (PairTest pair : pairs) {
      int first = order.indexOf(pair.first());
      int second = order.indexOf(pair.second());
      shades[first][second] = 0;
      shades[second][first] = 0;
      if (pair.pHolm() < Significance.LEVEL) {
        boolean ahead = pair.test().rankBiserial() > 0;
        mark(shades, texts, ahead ? first : second, ahead ? second : first);
        told.add(
            names.get(ahead ? pair.first() : pair.second())
                + " is ahead of "
                + names.get(ahead ? pair.second() : pair.first()));
      }
    }
    List<String> rows = order.stream().map(names::get).toList();
    return ChartImage.draw(
        "significance_" + number,
        "Significance map of "
            + dataset.name()
            + ": + where the method of the row is ahead of that of the column, - where it is behind,"
            + " blank where the two can't be told apart (Wilcoxon, Holm, 5 %)",
        alt(dataset, pairs, told),
        new HeatMap(rows, rows, shades, texts).chart());
  }

  private static void mark(double[][] shades, List<List<String>> texts, int ahead, int behind) {
    shades[ahead][behind] = AHEAD;
    shades[behind][ahead] = BEHIND;
    texts.get(ahead).set(behind, "+");
    texts.get(behind).set(ahead, "-");
  }

  private static String alt(DatasetNote dataset, List<PairTest> pairs, List<String> told) {
    return "Map of "
        + NumberText.count(pairs.size(), "pair")
        + " of methods on "
        + dataset.name()
        + ": "
        + (told.isEmpty() ? "no pair can be told apart" : String.join("; ", told))
        + ". The tests are in the tables.";
  }
}
