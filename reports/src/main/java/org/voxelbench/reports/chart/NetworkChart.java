package org.voxelbench.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.Marks;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.plot.RowPlot;
import org.voxelbench.reports.table.NumberText;

/**
 * What each method adds on each of several networks: a row for each method with a mark for each
 * network, joined by a line, and a line at none.
 */
public final class NetworkChart {

  private static final int ROW = 30;
  private static final int PLOT_WIDTH = 520;
  private static final double MARK = 10;
  private static final int LEGEND_ROW = 22;
  private static final int LEGEND_GAP = 10;

  /** At most so many ticks. */
  private static final int TICKS = 8;

  /** What an axis may go up by, times a power of ten. */
  private static final double[] STEPS = {1, 2, 5, 10};

  /** The least step that the axis' labels can tell. */
  private static final double LEAST_STEP = 0.1;

  /**
   * One row.
   *
   * @param method the method's name
   * @param points difference in Dice points on each network; NaN where there is none
   */
  public record Row(String method, double[] points) {

    /** Whether a difference is known on any network. */
    public boolean known() {
      return Arrays.stream(points).anyMatch(Double::isFinite);
    }
  }

  private NetworkChart() {}

  /**
   * Draws.
   *
   * @param networks what the networks are called
   * @param rows from the top, in each of which a number is known
   * @param baseline the method that the differences are to
   * @param over what was averaged over, such as {@code 3 shared data sets}
   */
  public static ChartImage of(List<String> networks, List<Row> rows, String baseline, String over) {
    double tick = tick(spread(rows));
    double low = tick * Math.floor(bounds(rows).min().orElse(0) / tick);
    double high = Math.max(tick * Math.ceil(bounds(rows).max().orElse(0) / tick), low + tick);
    RowPlot plot =
        new RowPlot(
            rows.stream().map(Row::method).toList(),
            ROW,
            PLOT_WIDTH,
            low,
            high,
            tick,
            "Dice points above " + baseline + " of the same network");
    Color[] colours = Palette.of(networks.size());
    CustomChart frame =
        plot.drawing((graphics, row, y) -> paint(graphics, plot, rows.get(row), y, colours));
    CustomChart drawing =
        new CustomChart(
            Math.max(frame.getWidth(), legendWidth(networks)),
            frame.getHeight() + LEGEND_GAP + networks.size() * LEGEND_ROW,
            graphics -> {
              frame.painter().accept(graphics);
              legend(graphics, networks, colours, frame.getHeight() + LEGEND_GAP);
            });
    String title =
        "What each method adds to " + baseline + " on each network, mean Dice of " + over;
    return ChartImage.draw("networks", title, alt(networks, rows, title), drawing);
  }

  /** All numbers, and 0. */
  private static DoubleStream bounds(List<Row> rows) {
    return DoubleStream.concat(
        DoubleStream.of(0),
        rows.stream().flatMapToDouble(row -> Arrays.stream(row.points())).filter(Double::isFinite));
  }

  private static double spread(List<Row> rows) {
    return bounds(rows).max().orElse(0) - bounds(rows).min().orElse(0);
  }

  private static double tick(double spread) {
    double least = Math.max(spread / TICKS, LEAST_STEP);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return Arrays.stream(STEPS)
        .map(step -> step * power)
        .filter(step -> step >= least * (1 - 1e-9))
        .findFirst()
        .orElse(10 * power);
  }

  private static void paint(Graphics2D graphics, RowPlot plot, Row row, double y, Color[] colours) {
    CustomChart.line(
        graphics, ChartStyle.AXIS, 1.5f, plot.x(0), y - ROW / 2.0, plot.x(0), y + ROW / 2.0);
    double[] known = Arrays.stream(row.points()).filter(Double::isFinite).toArray();
    CustomChart.line(
        graphics,
        ChartStyle.AXIS,
        1.5f,
        plot.x(Arrays.stream(known).min().orElseThrow()),
        y,
        plot.x(Arrays.stream(known).max().orElseThrow()),
        y);
    for (int n = 0; n < row.points().length; n++) {
      if (Double.isFinite(row.points()[n])) {
        graphics.setColor(colours[n]);
        graphics.fill(Marks.of(n, plot.x(row.points()[n]), y, MARK));
      }
    }
  }

  private static int legendWidth(List<String> networks) {
    return (int)
            Math.ceil(
                networks.stream()
                    .mapToDouble(name -> CustomChart.width(name, ChartStyle.TEXT))
                    .max()
                    .orElse(0))
        + 4 * LEGEND_GAP;
  }

  private static void legend(Graphics2D graphics, List<String> networks, Color[] colours, int top) {
    for (int n = 0; n < networks.size(); n++) {
      double y = top + (n + 0.5) * LEGEND_ROW - LEGEND_GAP;
      graphics.setColor(colours[n]);
      graphics.fill(Marks.of(n, 1.5 * LEGEND_GAP, y, MARK));
      CustomChart.text(
          graphics, networks.get(n), ChartStyle.TEXT, ChartStyle.INK, 2.5 * LEGEND_GAP, y + 4.5);
    }
  }

  private static String alt(List<String> networks, List<Row> rows, String title) {
    List<String> words = new ArrayList<>();
    for (int n = 0; n < networks.size(); n++) {
      int network = n;
      words.add(
          networks.get(n)
              + ": "
              + String.join(
                  ", ",
                  rows.stream()
                      .map(
                          row ->
                              row.method() + " " + NumberText.points(row.points()[network] / 100))
                      .toList()));
    }
    return title + ", in Dice points. " + String.join("; ", words) + ".";
  }
}
