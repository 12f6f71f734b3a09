package org.voxelbench.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.voxelbench.reports.controls.LabelCurves;
import org.voxelbench.reports.controls.LabelPoint;

/**
 * Lines of Dice over a logarithmic axis of labelled cases.
 *
 * @param names the contenders, then the controls, whose lines are dashed
 * @param contenders how many contenders there are
 * @param curves what is drawn
 */
public record LabelPlot(List<String> names, int contenders, LabelCurves curves) {

  private static final int LEFT = 64;
  private static final int TOP = 16;
  private static final int PLOT_WIDTH = 600;
  private static final int PLOT_HEIGHT = 320;
  private static final int BOTTOM = 64;
  private static final int GAP = 14;
  private static final int LEGEND_ROW = 24;
  private static final int SAMPLE = 34;
  private static final double MARK = 8;

  /** Between the marks of two methods at one number of cases, so that intervals don't overlap. */
  private static final double STEP = 4;

  private static final float[] DASHES = {7, 5};

  /** Width of the whole chart, legend included, in pixels. */
  public int width() {
    double longest =
        names.stream().mapToDouble(n -> CustomChart.width(n, ChartStyle.SMALL)).max().orElse(0);
    return LEFT + PLOT_WIDTH + 2 * GAP + SAMPLE + 6 + (int) Math.ceil(longest) + GAP;
  }

  /** Height of the whole chart in pixels. */
  public int height() {
    return TOP + Math.max(PLOT_HEIGHT + BOTTOM, names.size() * LEGEND_ROW + GAP);
  }

  /** Paints axes, lines and legend. */
  public void paint(Graphics2D graphics) {
    axes(graphics);
    Color[] colours = Palette.of(contenders);
    for (int m = 0; m < names.size(); m++) {
      Color colour = m < contenders ? colours[m] : ChartStyle.AXIS;
      curve(graphics, m, colour);
      double y = TOP + (m + 0.5) * LEGEND_ROW;
      double x = LEFT + PLOT_WIDTH + 2.0 * GAP;
      graphics.setStroke(stroke(m));
      graphics.setColor(colour);
      Path2D sample = new Path2D.Double();
      sample.moveTo(x, y);
      sample.lineTo(x + SAMPLE, y);
      graphics.draw(sample);
      graphics.fill(Marks.of(m, x + SAMPLE / 2.0, y, MARK));
      CustomChart.text(
          graphics, names.get(m), ChartStyle.SMALL, ChartStyle.INK, x + SAMPLE + 6, y + 4.5);
    }
  }

  private void axes(Graphics2D graphics) {
    int bottom = TOP + PLOT_HEIGHT;
    for (int tenth = (int) Math.round(10 * low()); tenth <= Math.round(10 * high()); tenth++) {
      double y = y(tenth / 10.0);
      CustomChart.line(graphics, ChartStyle.GRID, 1, LEFT, y, LEFT + PLOT_WIDTH, y);
      CustomChart.textTo(
          graphics,
          Integer.toString(10 * tenth),
          ChartStyle.TEXT,
          ChartStyle.INK,
          LEFT - 10.0,
          y + 4.5);
    }
    for (int s = 0; s < curves.sizes().size(); s++) {
      CustomChart.line(graphics, ChartStyle.AXIS, 1, x(s), bottom, x(s), bottom + 5);
      CustomChart.textAt(
          graphics,
          curves.sizes().get(s).text(),
          ChartStyle.TEXT,
          ChartStyle.INK,
          x(s),
          bottom + 20);
    }
    CustomChart.line(graphics, ChartStyle.AXIS, 1, LEFT, bottom, LEFT + PLOT_WIDTH, bottom);
    CustomChart.textAt(
        graphics,
        "labelled cases (logarithmic)",
        ChartStyle.TEXT,
        ChartStyle.INK,
        LEFT + PLOT_WIDTH / 2.0,
        bottom + 46);
    CustomChart.slanted(
        graphics,
        "mean Dice in %",
        ChartStyle.TEXT,
        ChartStyle.INK,
        18,
        TOP + PLOT_HEIGHT / 2.0 + 46,
        Math.PI / 2);
  }

  private void curve(Graphics2D graphics, int method, Color colour) {
    List<LabelPoint> points = curves.points().get(method);
    double shift = (method - (names.size() - 1) / 2.0) * STEP;
    Path2D line = new Path2D.Double();
    for (int s = 0; s < points.size(); s++) {
      LabelPoint point = points.get(s);
      double x = x(s) + shift;
      if (point.dice().isEmpty()) {
        continue;
      }
      if (line.getCurrentPoint() == null) {
        line.moveTo(x, y(point.mean()));
      } else {
        line.lineTo(x, y(point.mean()));
      }
      if (!Double.isNaN(point.low())) {
        CustomChart.line(graphics, colour, 1, x, y(point.low()), x, y(point.high()));
      }
      graphics.setColor(colour);
      graphics.fill(Marks.of(method, x, y(point.mean()), MARK));
    }
    graphics.setColor(colour);
    graphics.setStroke(stroke(method));
    graphics.draw(line);
  }

  private BasicStroke stroke(int method) {
    return method < contenders
        ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0);
  }

  /** A tenth below what is drawn. */
  private double low() {
    return Math.floor(10 * bound(true)) / 10;
  }

  /** A tenth above what is drawn, and above the lower end. */
  private double high() {
    return Math.max(Math.ceil(10 * bound(false)) / 10, low() + 0.1);
  }

  private double bound(boolean lower) {
    return curves.points().stream()
        .flatMap(List::stream)
        .filter(point -> point.dice().isPresent())
        .mapToDouble(point -> end(point, lower))
        .reduce(lower ? Math::min : Math::max)
        .orElse(lower ? 0 : 1);
  }

  private static double end(LabelPoint point, boolean lower) {
    double end = lower ? point.low() : point.high();
    return Double.isNaN(end) ? point.mean() : end;
  }

  private double y(double dice) {
    return TOP + (high() - dice) / (high() - low()) * PLOT_HEIGHT;
  }

  /** The ends of the axis stand off the plot's by half of what the marks of one number take. */
  private double x(int size) {
    List<Double> cases = curves.labelledCases();
    double first = Math.log(cases.get(0));
    double last = Math.log(cases.get(cases.size() - 1));
    double margin = GAP + names.size() * STEP / 2;
    return LEFT
        + margin
        + (Math.log(cases.get(size)) - first) / (last - first) * (PLOT_WIDTH - 2 * margin);
  }
}
