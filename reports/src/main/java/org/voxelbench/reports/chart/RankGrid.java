package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.reports.plot.HeatMap;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/** Ranks as a heat map: a row for each method, the best on top, a column for each data set. */
public final class RankGrid implements Chart {

  /**
   * A column.
   *
   * @param dataset its name
   * @param title the same with what the data set is for
   * @param ranks each method's rank, in the order of the methods
   * @param missing whether each has no complete result
   */
  public record Column(String dataset, String title, double[] ranks, boolean[] missing) {}

  public static final String TITLE = "Rank on each data set: dark is best";

  RankGrid() {}

  @Override
  public ChartPlace place() {
    return ChartPlace.RANKS;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    return List.of(Figure.of(of(data.results())));
  }

  private static ChartImage of(Results results) {
    List<Column> columns = new ArrayList<>();
    for (DatasetNote dataset : byRole(results.experiment().datasets())) {
      List<MethodScore> cells = results.scores().cells(dataset);
      boolean[] missing = new boolean[cells.size()];
      for (int m = 0; m < missing.length; m++) {
        missing[m] = Double.isNaN(cells.get(m).dice());
      }
      double[] ranks = results.standings(Scope.ALL).ranks().get(dataset.name());
      String title = dataset.name() + " (" + dataset.role() + ")";
      columns.add(new Column(dataset.name(), title, ranks, missing));
    }
    return draw(
        "ranks",
        TITLE + ", hatched has no complete result" + results.mark(),
        results.experiment().methods().stream().map(results::name).toList(),
        results.headline().places(),
        columns);
  }

  /**
   * Draws.
   *
   * @param name the file's, without ending
   * @param order rows of the methods, best first
   */
  public static ChartImage draw(
      String name, String title, List<String> methods, List<Integer> order, List<Column> columns) {
    int count = methods.size();
    double[][] shades = new double[count][columns.size()];
    List<List<String>> texts = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      int method = order.get(row);
      List<String> text = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        double rank = columns.get(c).ranks()[method];
        shades[row][c] =
            columns.get(c).missing()[method]
                ? Double.NaN
                : count == 1 ? 1 : (count - rank) / (count - 1.0);
        text.add(NumberText.shortRank(rank));
      }
      texts.add(text);
    }
    HeatMap grid =
        new HeatMap(
            order.stream().map(methods::get).toList(),
            columns.stream().map(Column::title).toList(),
            shades,
            texts);
    return ChartImage.draw(name, title, alt(methods, columns), grid.chart());
  }

  /** Test data sets before development data sets, else in their order. */
  public static List<DatasetNote> byRole(List<DatasetNote> datasets) {
    return datasets.stream()
        .sorted(Comparator.comparingInt(d -> Scope.TEST.holds(d.role()) ? 0 : 1))
        .toList();
  }

  private static String alt(List<String> methods, List<Column> columns) {
    List<String> best = new ArrayList<>();
    for (Column column : columns) {
      double lowest = Arrays.stream(column.ranks()).min().orElseThrow();
      List<String> first =
          IntStream.range(0, methods.size())
              .filter(m -> column.ranks()[m] == lowest)
              .mapToObj(methods::get)
              .toList();
      best.add(column.dataset() + ": " + String.join(" and ", first));
    }
    return "Heat map of the rank of each method on each data set. Best on "
        + String.join("; ", best)
        + ". Every rank is in the table that follows.";
  }
}
