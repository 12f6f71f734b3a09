package org.voxelbench.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The drawing of a podium plot: dots and lines above, bars and names below.
 *
 * @param names of the methods
 * @param dice in [0, 1], {@code [case, method]}
 * @param ranks on each case, likewise
 * @param shares of the cases in which a method takes a place, {@code [method, place]}
 * @param lane width of a method's lane in pixels
 * @param floor the lowest Dice of the axis in %
 */
public record Podium(
    List<String> names,
    double[][] dice,
    double[][] ranks,
    double[][] shares,
    int lane,
    double floor) {

  private static final int WIDTH = 700;
  private static final int WIDEST_LANE = 14;
  private static final int NARROWEST_LANE = 3;
  private static final int GAP = 10;
  private static final int TOP = 14;
  private static final int DOTS = 230;
  private static final int LABELS = 44;
  private static final int BARS = 80;
  private static final int LEFT = 58;
  private static final int LEGEND_ROW = 20;
  private static final int SWATCH = 12;
  private static final int TICK = 10;

  /** With more cases, lines would be one grey, and later the dots one heap. */
  private static final int MOST_LINES = 60;

  private static final int MOST_DOTS = 400;

  private static final Color LINE = new Color(0xC3CAD2);

  public static Podium of(
      List<String> names, double[][] dice, double[][] ranks, double[][] shares) {
    int lane =
        Math.max(NARROWEST_LANE, Math.min(WIDEST_LANE, WIDTH / (names.size() * names.size())));
    double lowest = Arrays.stream(dice).flatMapToDouble(Arrays::stream).min().orElse(0);
    return new Podium(
        names, dice, ranks, shares, lane, TICK * Math.min(9, Math.floor(10 * lowest)));
  }

  /** Width of the whole chart in pixels. */
  public int width() {
    double longest =
        names.stream()
            .mapToDouble(name -> CustomChart.width(name, ChartStyle.SMALL))
            .max()
            .orElse(0);
    return (int) Math.ceil(Math.max(x(names.size(), 0), LEFT + 2 * SWATCH + longest)) + GAP;
  }

  /** Height of the whole chart in pixels. */
  public int height() {
    return TOP + DOTS + LABELS + BARS + GAP + names.size() * LEGEND_ROW + GAP;
  }

  /** Paints dots, lines, bars and legend. */
  public void paint(Graphics2D graphics) {
    axis(graphics);
    if (dice.length <= MOST_LINES) {
      lines(graphics);
    }
    if (dice.length <= MOST_DOTS) {
      dots(graphics);
    }
    bars(graphics);
    legend(graphics);
  }

  /** Left end of a method's lane on a place, both from 0. */
  private double x(int place, int method) {
    return LEFT + place * (names.size() * lane + GAP) + method * lane;
  }

  private double y(double ofCase) {
    return TOP + DOTS * (100 - 100 * ofCase) / (100 - floor);
  }

  private static int place(double rank) {
    return (int) Math.floor(rank) - 1;
  }

  private void axis(Graphics2D graphics) {
    double right = x(names.size(), 0) - GAP;
    int step = 100 - floor > 50 ? 2 * TICK : TICK;
    for (int tick = 100; tick >= floor; tick -= step) {
      double y = y(tick / 100.0);
      CustomChart.line(graphics, ChartStyle.GRID, 1, LEFT, y, right, y);
      CustomChart.textTo(
          graphics, Integer.toString(tick), ChartStyle.SMALL, ChartStyle.INK, LEFT - GAP, y + 4);
    }
    CustomChart.slanted(
        graphics,
        "Dice in %",
        ChartStyle.SMALL,
        ChartStyle.INK,
        18,
        TOP + DOTS / 2.0 + 28,
        Math.PI / 2);
    double bottom = TOP + DOTS + LABELS;
    for (int place = 0; place < names.size(); place++) {
      double left = x(place, 0);
      double end = left + names.size() * lane;
      CustomChart.line(graphics, ChartStyle.AXIS, 1, left, TOP + DOTS + 6, end, TOP + DOTS + 6);
      CustomChart.textAt(
          graphics,
          Integer.toString(place + 1),
          ChartStyle.TEXT,
          ChartStyle.INK,
          (left + end) / 2,
          TOP + DOTS + 24);
      CustomChart.line(graphics, ChartStyle.AXIS, 1, left, bottom + BARS, end, bottom + BARS);
    }
    CustomChart.textTo(
        graphics, "place", ChartStyle.SMALL, ChartStyle.INK, LEFT - GAP, TOP + DOTS + 24);
    CustomChart.textTo(graphics, "100 %", ChartStyle.SMALL, ChartStyle.INK, LEFT - GAP, bottom + 8);
    CustomChart.textTo(
        graphics, "0 %", ChartStyle.SMALL, ChartStyle.INK, LEFT - GAP, bottom + BARS);
  }

  /** One line for each case, from the best method to the worst. */
  private void lines(Graphics2D graphics) {
    Path2D all = new Path2D.Double();
    for (int c = 0; c < dice.length; c++) {
      double[] own = ranks[c];
      List<Integer> order =
          IntStream.range(0, own.length)
              .boxed()
              .sorted(Comparator.comparingDouble(m -> x(place(own[m]), m)))
              .toList();
      for (int i = 0; i < order.size(); i++) {
        int method = order.get(i);
        double x = x(place(own[method]), method) + lane / 2.0;
        double y = y(dice[c][method]);
        if (i == 0) {
          all.moveTo(x, y);
        } else {
          all.lineTo(x, y);
        }
      }
    }
    graphics.setColor(LINE);
    graphics.setStroke(new BasicStroke(0.8f));
    graphics.draw(all);
  }

  private void dots(Graphics2D graphics) {
    double size = Math.min(6, lane);
    Color[] colours = Palette.of(names.size());
    for (int m = 0; m < names.size(); m++) {
      Path2D dots = new Path2D.Double();
      for (int c = 0; c < dice.length; c++) {
        double x = x(place(ranks[c][m]), m) + (lane - size) / 2.0;
        double y = y(dice[c][m]) - size / 2;
        dots.append(new Rectangle2D.Double(x, y, size, size), false);
      }
      graphics.setColor(colours[m]);
      graphics.fill(dots);
    }
  }

  private void bars(Graphics2D graphics) {
    double bottom = TOP + DOTS + LABELS + BARS;
    Color[] colours = Palette.of(names.size());
    for (int m = 0; m < names.size(); m++) {
      graphics.setColor(colours[m]);
      for (int place = 0; place < names.size(); place++) {
        double height = shares[m][place] * BARS;
        double width = Math.max(2, lane - 2);
        graphics.fill(new Rectangle2D.Double(x(place, m) + 1, bottom - height, width, height));
      }
    }
  }

  private void legend(Graphics2D graphics) {
    Color[] colours = Palette.of(names.size());
    int top = TOP + DOTS + LABELS + BARS + GAP;
    for (int m = 0; m < names.size(); m++) {
      double middle = top + (m + 0.5) * LEGEND_ROW;
      graphics.setColor(colours[m]);
      graphics.fill(new Rectangle2D.Double(LEFT, middle - SWATCH / 2.0, SWATCH, SWATCH));
      CustomChart.text(
          graphics,
          names.get(m),
          ChartStyle.SMALL,
          ChartStyle.INK,
          LEFT + SWATCH + 6.0,
          middle + 4.5);
    }
  }
}
