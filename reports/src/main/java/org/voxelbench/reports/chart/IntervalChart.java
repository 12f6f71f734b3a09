package org.voxelbench.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.plot.RowPlot;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.statistics.Interval;
import org.voxelbench.reports.table.NumberText;

/**
 * Average ranks as dots with their intervals as lines, the best on top; small enough for the first
 * screen of a phone.
 */
public final class IntervalChart implements Chart {

  private static final int ROW = 24;
  private static final int PLOT_WIDTH = 270;
  private static final double DOT = 10;
  private static final double CAP = 5;

  /**
   * One row.
   *
   * @param method the method's name
   * @param mean its average rank
   * @param low lower end of the interval
   * @param high upper end of the interval
   */
  public record Row(String method, double mean, double low, double high) {}

  IntervalChart() {}

  @Override
  public ChartPlace place() {
    return ChartPlace.ANSWER;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Ranking standings = data.results().headline();
    return data.results().headlineStatistics().samples().stream()
        .map(
            samples -> {
              List<Row> rows = new ArrayList<>();
              for (int method : standings.places()) {
                Interval interval = samples.interval(method);
                rows.add(
                    new Row(
                        data.names().get(method),
                        samples.full()[method],
                        interval.low(),
                        interval.high()));
              }
              return Figure.of(
                  of(
                      rows,
                      "95 % bootstrap interval" + data.results().mark(),
                      standings.scope().plural()));
            })
        .toList();
  }

  /**
   * Draws.
   *
   * @param rows in the order of the page, the best first
   * @param interval what the interval is, such as {@code 95 % bootstrap interval}
   * @param over what was averaged over, such as {@code test data sets}
   */
  public static ChartImage of(List<Row> rows, String interval, String over) {
    RowPlot plot =
        new RowPlot(
            rows.stream().map(Row::method).toList(),
            ROW,
            PLOT_WIDTH,
            rows.size() == 1 ? 0.5 : 1,
            rows.size() == 1 ? 1.5 : rows.size(),
            RowPlot.rankTick(rows.size(), PLOT_WIDTH),
            "average rank over " + over + " (1 is best)");
    CustomChart drawing =
        plot.drawing((graphics, row, y) -> paint(graphics, plot, rows.get(row), y));
    String title = "Average rank with its " + interval;
    return ChartImage.draw("average_rank_intervals", title, alt(rows, title), drawing);
  }

  private static void paint(Graphics2D graphics, RowPlot plot, Row row, double y) {
    double low = plot.x(row.low());
    double high = plot.x(row.high());
    CustomChart.line(graphics, ChartStyle.INK, 2, low, y, high, y);
    CustomChart.line(graphics, ChartStyle.INK, 2, low, y - CAP, low, y + CAP);
    CustomChart.line(graphics, ChartStyle.INK, 2, high, y - CAP, high, y + CAP);
    graphics.setColor(Palette.of(1)[0]);
    graphics.fill(new Ellipse2D.Double(plot.x(row.mean()) - DOT / 2, y - DOT / 2, DOT, DOT));
  }

  private static String alt(List<Row> rows, String title) {
    List<String> words =
        rows.stream()
            .map(
                r ->
                    r.method()
                        + " "
                        + NumberText.rank(r.mean())
                        + " ("
                        + NumberText.rank(r.low())
                        + " to "
                        + NumberText.rank(r.high())
                        + ")")
            .toList();
    return title + ": " + String.join(", ", words) + ".";
  }
}
