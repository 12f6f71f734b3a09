package org.voxelbench.reports.plot;

import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/**
 * The frame of a chart with a named row for each method and one horizontal axis below.
 *
 * @param rows names, from the top
 * @param rowHeight in pixels
 * @param plotWidth width of the axis in pixels
 * @param min value at the axis' left end
 * @param max value at its right end
 * @param tick distance of two ticks
 * @param title what the axis shows
 */
public record RowPlot(
    List<String> rows,
    int rowHeight,
    int plotWidth,
    double min,
    double max,
    double tick,
    String title) {

  private static final int TOP = 12;

  /** Room for the label of a mark at the right end. */
  private static final int RIGHT = 52;

  private static final int BOTTOM = 56;
  private static final int GAP = 10;

  /** Draws what stands in a row. */
  @FunctionalInterface
  public interface RowPainter {

    /** Paints a row, whose middle is at {@code y}. */
    void paint(Graphics2D graphics, int row, double y);
  }

  /** Between two ticks of ranks at least, so that ranks of two digits don't touch. */
  private static final int TICK_WIDTH = 26;

  /** The distance of two ticks on an axis of ranks. */
  public static double rankTick(int methods, int plotWidth) {
    return Math.ceil((double) methods * TICK_WIDTH / plotWidth);
  }

  /** The frame with its rows. */
  public CustomChart drawing(RowPainter painter) {
    return new CustomChart(
        width(),
        height(),
        graphics -> {
          paint(graphics);
          for (int row = 0; row < rows.size(); row++) {
            painter.paint(graphics, row, y(row));
          }
        });
  }

  /** Width of the whole chart. */
  int width() {
    return Math.max(left() + plotWidth + RIGHT, (int) Math.ceil(titleWidth()) + 2 * GAP);
  }

  /** Height of the whole chart. */
  int height() {
    return TOP + rows.size() * rowHeight + BOTTOM;
  }

  private int left() {
    double longest =
        rows.stream().mapToDouble(row -> CustomChart.width(row, ChartStyle.TEXT)).max().orElse(0);
    return (int) Math.ceil(longest) + 2 * GAP;
  }

  private double titleWidth() {
    return CustomChart.width(title, ChartStyle.TEXT);
  }

  /** Below the middle of the axis, or as near to that as the title has room. */
  private double titleMiddle() {
    double room = titleWidth() / 2 + GAP;
    return Math.max(room, Math.min(x((min + max) / 2), width() - room));
  }

  /** Where a value of the axis is, in pixels. */
  public double x(double value) {
    return left() + (value - min) / (max - min) * plotWidth;
  }

  /** The middle of a row. */
  private double y(int row) {
    return TOP + (row + 0.5) * rowHeight;
  }

  /** Grid, names and axis. */
  private void paint(Graphics2D graphics) {
    int bottom = TOP + rows.size() * rowHeight;
    int ticks = (int) Math.floor((max - min) / tick + 1e-9);
    for (int t = 0; t <= ticks; t++) {
      double value = min + t * tick;
      CustomChart.line(graphics, ChartStyle.GRID, 1, x(value), TOP, x(value), bottom);
      CustomChart.textAt(
          graphics, label(value), ChartStyle.TEXT, ChartStyle.INK, x(value), bottom + 18);
    }
    CustomChart.line(graphics, ChartStyle.AXIS, 1, x(min), bottom, x(max), bottom);
    CustomChart.textAt(
        graphics, title, ChartStyle.TEXT, ChartStyle.INK, titleMiddle(), bottom + 42);
    for (int row = 0; row < rows.size(); row++) {
      CustomChart.textTo(
          graphics, rows.get(row), ChartStyle.TEXT, ChartStyle.INK, left() - GAP, y(row) + 4.5);
    }
  }

  private static String label(double value) {
    // Steps of a tenth add up to numbers beside the whole ones, and to -0.
    double tenths = Math.rint(10 * value) / 10 + 0.0;
    return tenths == Math.rint(tenths)
        ? String.format(Locale.ROOT, "%.0f", tenths)
        : String.format(Locale.ROOT, "%.1f", tenths);
  }
}
