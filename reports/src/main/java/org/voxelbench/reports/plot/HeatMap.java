package org.voxelbench.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A heat map with its numbers: a row for each method, a column for each of something else.
 *
 * @param rows names, from the top
 * @param columns names, from the left
 * @param shades per row and column 0 (white) to 1 (darkest); NaN is hatched
 * @param texts what stands in each cell
 */
public record HeatMap(
    List<String> rows, List<String> columns, double[][] shades, List<List<String>> texts) {

  private static final int CELL_HEIGHT = 30;
  private static final int CELL_MIN_WIDTH = 56;
  private static final int PAD = 10;
  private static final int HATCH = 7;

  private static final Color DARKEST = new Color(0x0B3C66);
  private static final double SLANT = Math.toRadians(40);

  /** Columns' names are slanted if all cells together would be wider than this. */
  private static final int MOST_WIDTH = 640;

  /** The chart with its rows and columns. */
  public IChart chart() {
    int left = (int) Math.ceil(widest(rows)) + 2 * PAD;
    double widest = widest(columns);
    boolean slanted = columns.size() * (widest + PAD) > MOST_WIDTH;
    int cell = (int) Math.max(CELL_MIN_WIDTH, slanted ? 0 : Math.ceil(widest) + PAD);
    int top = slanted ? (int) Math.ceil(widest * Math.sin(SLANT)) + 3 * PAD : 3 * PAD;
    int overhang = slanted ? (int) Math.ceil(widest * Math.cos(SLANT)) : PAD;
    return new CustomChart(
        left + cell * columns.size() + overhang,
        top + CELL_HEIGHT * rows.size() + PAD,
        graphics -> paint(graphics, left, top, cell, slanted));
  }

  private static double widest(List<String> names) {
    return names.stream().mapToDouble(n -> CustomChart.width(n, ChartStyle.TEXT)).max().orElse(0);
  }

  private void paint(Graphics2D graphics, int left, int top, int cell, boolean slanted) {
    for (int c = 0; c < columns.size(); c++) {
      double middle = left + (c + 0.5) * cell;
      if (slanted) {
        CustomChart.slanted(
            graphics, columns.get(c), ChartStyle.TEXT, ChartStyle.INK, middle, top - 6, SLANT);
      } else {
        CustomChart.textAt(
            graphics, columns.get(c), ChartStyle.TEXT, ChartStyle.INK, middle, top - 10);
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = top + r * CELL_HEIGHT;
      CustomChart.textTo(
          graphics,
          rows.get(r),
          ChartStyle.TEXT,
          ChartStyle.INK,
          left - PAD,
          y + CELL_HEIGHT / 2.0 + 4.5);
      for (int c = 0; c < columns.size(); c++) {
        Rectangle2D box = new Rectangle2D.Double(left + c * cell, y, cell, CELL_HEIGHT);
        paint(graphics, box, shades[r][c], texts.get(r).get(c));
      }
    }
  }

  private static void paint(Graphics2D graphics, Rectangle2D box, double shade, String text) {
    Color ground = Double.isNaN(shade) ? Color.WHITE : shade(shade);
    graphics.setColor(ground);
    graphics.fill(box);
    if (Double.isNaN(shade)) {
      hatch(graphics, box);
    }
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(box);
    CustomChart.textAt(
        graphics, text, ChartStyle.TEXT, ink(ground), box.getCenterX(), box.getCenterY() + 4.5);
  }

  private static void hatch(Graphics2D graphics, Rectangle2D box) {
    for (double x = HATCH; x < box.getWidth(); x += HATCH) {
      CustomChart.line(
          graphics,
          ChartStyle.GRID,
          1,
          box.getX() + x,
          box.getY(),
          box.getX() + x - HATCH,
          box.getMaxY());
    }
  }

  /** White to the darkest. */
  public static Color shade(double share) {
    return new Color(
        mix(DARKEST.getRed(), share),
        mix(DARKEST.getGreen(), share),
        mix(DARKEST.getBlue(), share));
  }

  private static int mix(int dark, double share) {
    return (int) Math.round(255 + (dark - 255) * Math.max(0, Math.min(1, share)));
  }

  /** Black or white, whichever stands out more. */
  public static Color ink(Color ground) {
    double luminance = luminance(ground);
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? Color.WHITE : Color.BLACK;
  }

  /** Relative luminance of sRGB (WCAG 2). */
  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
