package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.reports.plot.HeatMap;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.table.NumberText;

/** How often each method takes each rank among bootstrap samples, as a heat map. */
public final class RankShareChart implements Chart {

  /**
   * One row.
   *
   * @param method the method's name
   * @param shares of the samples in which it takes rank 1, 2, ..., in [0, 1]
   */
  public record Row(String method, double[] shares) {}

  RankShareChart() {}

  @Override
  public ChartPlace place() {
    return ChartPlace.CERTAINTY;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Ranking standings = data.results().headline();
    return data.results().headlineStatistics().samples().stream()
        .map(RankSamples::places)
        .map(
            places ->
                standings.places().stream()
                    .map(method -> new Row(data.names().get(method), places[method]))
                    .toList())
        .map(rows -> Figure.of(of(rows, standings.scope().plural() + data.results().mark())))
        .toList();
  }

  /**
   * Draws.
   *
   * @param rows in the order of the page, the best first; each with as many shares as rows
   */
  public static ChartImage of(List<Row> rows, String over) {
    double[][] shades = new double[rows.size()][];
    List<List<String>> texts = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      shades[r] = rows.get(r).shares();
      texts.add(Arrays.stream(shades[r]).mapToObj(RankShareChart::text).toList());
    }
    HeatMap grid =
        new HeatMap(
            rows.stream().map(Row::method).toList(),
            IntStream.rangeClosed(1, rows.size()).mapToObj(rank -> "rank " + rank).toList(),
            shades,
            texts);
    String title = "Share of the bootstrap samples in which a method takes a rank over " + over;
    return ChartImage.draw("rank_distribution", title + ", in %", alt(rows, title), grid.chart());
  }

  /** Whole percent; nothing where it never happens. */
  private static String text(double share) {
    return share == 0 ? "" : share < 0.005 ? "<1" : NumberText.wholePercent(share);
  }

  private static String alt(List<Row> rows, String title) {
    List<String> first =
        rows.stream().map(r -> r.method() + " " + NumberText.percent(r.shares()[0])).toList();
    return title + ". Rank 1, in percent: " + String.join(", ", first) + ".";
  }
}
