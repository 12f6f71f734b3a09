package org.voxelbench.reports.chart;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.statistics.Significance;
import org.voxelbench.reports.table.NumberText;

/**
 * A critical-difference diagram: average ranks on one axis, and a bar under each group of methods
 * that the test can't tell apart.
 *
 * <p>Source: J. Demšar, Statistical comparisons of classifiers over multiple data sets, JMLR 7
 * (2006), Figure 1.
 */
public final class DifferenceChart implements Chart {

  private static final int PLOT_WIDTH = 520;
  private static final int ROW = 26;
  private static final int AXIS = 74;
  private static final int RULER = 26;
  private static final int PAD = 12;
  private static final int BAR_STEP = 9;
  private static final float BAR = 5;
  private static final double OVERHANG = 5;

  /**
   * One method.
   *
   * @param method its name
   * @param rank its average rank
   */
  public record Place(String method, double rank) {}

  /**
   * Methods that the test can't tell apart.
   *
   * @param first place of the best, from 0
   * @param last place of the worst, from 0
   */
  public record Alike(int first, int last) {}

  DifferenceChart() {}

  @Override
  public ChartPlace place() {
    return ChartPlace.CERTAINTY;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Ranking standings = data.results().headline();
    return data.results().headlineStatistics().nemenyi().stream()
        .map(
            test ->
                of(
                    "critical_difference",
                    data.results().mark(),
                    data.names(),
                    standings.places(),
                    test))
        .map(Figure::of)
        .toList();
  }

  /**
   * Draws a test.
   *
   * @param file its file's name without ending
   * @param of what the title ends with, such as the id of a table
   * @param names of the methods
   * @param order places of the methods, the best first
   */
  public static ChartImage of(
      String file, String of, List<String> names, List<Integer> order, Nemenyi nemenyi) {
    List<Place> places =
        order.stream().map(m -> new Place(names.get(m), nemenyi.averageRanks()[m])).toList();
    List<Alike> groups =
        nemenyi.groups(Significance.LEVEL).stream()
            .map(
                group ->
                    new Alike(
                        order.indexOf(group.get(0)), order.indexOf(group.get(group.size() - 1))))
            .toList();
    return of(
        file,
        "Critical difference of average ranks (Nemenyi test at 5 %)" + of,
        places,
        groups,
        nemenyi.criticalDifference(Significance.LEVEL));
  }

  /**
   * Draws.
   *
   * @param file its file's name without ending
   * @param title what it shows, with the test and its level
   * @param places the best first
   * @param groups of two methods or more
   * @param difference the critical difference of average ranks
   */
  public static ChartImage of(
      String file, String title, List<Place> places, List<Alike> groups, double difference) {
    int count = places.size();
    double widest =
        places.stream()
            .mapToDouble(p -> CustomChart.width(label(p), ChartStyle.TEXT))
            .max()
            .orElse(0);
    int margin = (int) Math.ceil(widest) + 2 * PAD;
    int rows = (count + 1) / 2;
    int bars = groups.size() * BAR_STEP + PAD;
    int height = AXIS + bars + rows * ROW + PAD;
    CustomChart drawing =
        new CustomChart(
            2 * margin + PLOT_WIDTH,
            height,
            graphics -> paint(graphics, margin, places, groups, difference, bars));
    return ChartImage.draw(
        file,
        title + ": a bar joins methods that the test can't tell apart",
        alt(places, groups, difference, title),
        drawing);
  }

  private static String label(Place place) {
    return place.method() + "  " + NumberText.rank(place.rank());
  }

  private static double x(int margin, int count, double rank) {
    return margin + (rank - 1) / Math.max(1, count - 1) * PLOT_WIDTH;
  }

  private static void paint(
      Graphics2D graphics,
      int margin,
      List<Place> places,
      List<Alike> groups,
      double difference,
      int bars) {
    int count = places.size();
    axis(graphics, margin, count);
    if (difference > 0 && difference <= count - 1.0) {
      double end = x(margin, count, 1 + difference);
      CustomChart.line(graphics, ChartStyle.INK, 2, margin, RULER, end, RULER);
      CustomChart.line(graphics, ChartStyle.INK, 2, margin, RULER - 5, margin, RULER + 5);
      CustomChart.line(graphics, ChartStyle.INK, 2, end, RULER - 5, end, RULER + 5);
    }
    CustomChart.text(
        graphics,
        "critical difference " + NumberText.rank(difference),
        ChartStyle.SMALL,
        ChartStyle.INK,
        margin,
        RULER - 9);
    int left = (count + 1) / 2;
    for (int p = 0; p < count; p++) {
      boolean onLeft = p < left;
      int row = onLeft ? p : count - 1 - p;
      double y = AXIS + bars + row * ROW + ROW / 2.0;
      double x = x(margin, count, places.get(p).rank());
      double end = onLeft ? margin - PAD / 2.0 : margin + PLOT_WIDTH + PAD / 2.0;
      CustomChart.line(graphics, ChartStyle.AXIS, 1, x, AXIS, x, y);
      CustomChart.line(graphics, ChartStyle.AXIS, 1, x, y, end, y);
      String label = label(places.get(p));
      if (onLeft) {
        CustomChart.textTo(graphics, label, ChartStyle.TEXT, ChartStyle.INK, end - 4, y + 4.5);
      } else {
        CustomChart.text(graphics, label, ChartStyle.TEXT, ChartStyle.INK, end + 4, y + 4.5);
      }
    }
    for (int g = 0; g < groups.size(); g++) {
      double y = AXIS + PAD + g * BAR_STEP;
      CustomChart.line(
          graphics,
          Palette.of(1)[0],
          BAR,
          x(margin, count, places.get(groups.get(g).first()).rank()) - OVERHANG,
          y,
          x(margin, count, places.get(groups.get(g).last()).rank()) + OVERHANG,
          y);
    }
  }

  private static void axis(Graphics2D graphics, int margin, int count) {
    CustomChart.line(graphics, ChartStyle.INK, 1.5f, margin, AXIS, margin + PLOT_WIDTH, AXIS);
    for (int rank = 1; rank <= Math.max(2, count); rank++) {
      double x = x(margin, Math.max(2, count), rank);
      CustomChart.line(graphics, ChartStyle.INK, 1.5f, x, AXIS - 6, x, AXIS);
      CustomChart.textAt(
          graphics, Integer.toString(rank), ChartStyle.TEXT, ChartStyle.INK, x, AXIS - 12);
    }
  }

  private static String alt(
      List<Place> places, List<Alike> groups, double difference, String title) {
    List<String> joined = new ArrayList<>();
    for (Alike group : groups) {
      joined.add(
          String.join(
              ", ",
              places.subList(group.first(), group.last() + 1).stream()
                  .map(Place::method)
                  .toList()));
    }
    return title
        + " "
        + NumberText.rank(difference)
        + ". Average ranks: "
        + String.join(", ", places.stream().map(DifferenceChart::label).toList())
        + ". "
        + (joined.isEmpty()
            ? "All methods differ."
            : "Not told apart: " + String.join("; ", joined) + ".");
  }
}
