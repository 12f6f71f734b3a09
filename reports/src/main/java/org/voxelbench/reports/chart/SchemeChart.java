package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxelbench.reports.plot.HeatMap;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.statistics.AverageRanks;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.reports.statistics.ScoreMatrix;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * Average ranks by each ranking scheme side by side, as a heat map: an order that only one scheme
 * gives is an order of that scheme.
 *
 * <p>Source: Wiesenfarth et al., Methods and open-source toolkit for analyzing and visualizing
 * challenge results, Scientific Reports 11:2369 (2021), "Ranking robustness with respect to ranking
 * methods".
 */
final class SchemeChart implements Chart {

  @Override
  public ChartPlace place() {
    return ChartPlace.AVERAGE_RANKS;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Ranking standings = data.results().headline();
    ScoreMatrix scores = data.results().statistics().scores();
    if (!scores.hasCases() || data.names().size() < 2) {
      return List.of();
    }
    List<String> datasets =
        data.results().experiment().datasets(standings.scope()).stream()
            .map(DatasetNote::name)
            .toList();
    List<double[]> ranks =
        Arrays.stream(RankingScheme.values())
            .map(scheme -> AverageRanks.of(AverageRanks.ranks(scores.only(datasets), scheme)))
            .toList();
    List<String> names = standings.places().stream().map(data.names()::get).toList();
    List<double[]> cells = cells(standings, ranks);
    String over = standings.scope().plural();
    String mark = data.results().mark();
    HeatMap map =
        new HeatMap(
            names,
            Arrays.stream(RankingScheme.values()).map(SchemeChart::title).toList(),
            cells.stream()
                .map(row -> Arrays.stream(row).map(rank -> shade(rank, names.size())).toArray())
                .toArray(double[][]::new),
            cells.stream()
                .map(row -> Arrays.stream(row).mapToObj(NumberText::rank).toList())
                .toList());
    return List.of(
        Figure.of(
            "By each ranking scheme",
            ChartImage.draw(
                "ranking_schemes",
                "Average rank over " + over + " by each ranking scheme: dark is best" + mark,
                alt(data.names(), ranks),
                map.chart()),
            table(names, cells, over, mark)));
  }

  /** One row for each method in the order of the page, one column for each scheme. */
  private static List<double[]> cells(Ranking standings, List<double[]> ranks) {
    return standings.places().stream()
        .map(method -> ranks.stream().mapToDouble(scheme -> scheme[method]).toArray())
        .toList();
  }

  private static double shade(double rank, int methods) {
    return (methods - rank) / (methods - 1.0);
  }

  private static String title(RankingScheme scheme) {
    return scheme.key().replace('-', ' ');
  }

  private static HtmlTable table(
      List<String> names, List<double[]> cells, String over, String mark) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    for (RankingScheme scheme : RankingScheme.values()) {
      head.add(HtmlCell.numbers(title(scheme)));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(names.get(m))));
      for (double rank : cells.get(m)) {
        row.add(HtmlCell.number(NumberText.rank(rank), rank));
      }
      body.add(row);
    }
    return new HtmlTable(
        "ranking-schemes-table",
        "Average rank over " + over + ", of one and the same Dice, by each ranking scheme" + mark,
        head,
        body);
  }

  private static String alt(List<String> names, List<double[]> ranks) {
    return "Heat map of average ranks. First are "
        + IntStream.range(0, ranks.size())
            .mapToObj(s -> title(RankingScheme.values()[s]) + ": " + first(names, ranks.get(s)))
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static String first(List<String> names, double[] ranks) {
    double best = Arrays.stream(ranks).min().orElseThrow();
    return NumberText.enumerate(
        IntStream.range(0, ranks.length)
            .filter(m -> ranks[m] == best)
            .mapToObj(names::get)
            .toList());
  }
}
