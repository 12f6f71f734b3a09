package org.voxelbench.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.function.Consumer;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A chart of a type that XChart lacks, painted here and encoded by XChart.
 *
 * @param getWidth in CSS pixels
 * @param getHeight in CSS pixels
 * @param painter paints on white
 */
public record CustomChart(int getWidth, int getHeight, Consumer<Graphics2D> painter)
    implements IChart {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  @Override
  public String getTitle() {
    return "";
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, getWidth, getHeight);
    painter.accept(graphics);
  }

  /** Width of a text in pixels. */
  public static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** Draws a text as glyph outlines, so that it looks alike wherever the drawing is shown. */
  public static void text(
      Graphics2D graphics, String text, Font font, Color ink, double x, double y) {
    graphics.setColor(ink);
    graphics.fill(font.createGlyphVector(CONTEXT, text).getOutline((float) x, (float) y));
  }

  /** Draws a text that rises to the right by an angle in radians. */
  public static void slanted(
      Graphics2D graphics, String text, Font font, Color ink, double x, double y, double angle) {
    AffineTransform turn = AffineTransform.getTranslateInstance(x, y);
    turn.rotate(-angle);
    graphics.setColor(ink);
    graphics.fill(turn.createTransformedShape(font.createGlyphVector(CONTEXT, text).getOutline()));
  }

  /** Draws a text that ends at x. */
  public static void textTo(
      Graphics2D graphics, String text, Font font, Color ink, double x, double y) {
    text(graphics, text, font, ink, x - width(text, font), y);
  }

  /** Draws a text around x. */
  public static void textAt(
      Graphics2D graphics, String text, Font font, Color ink, double x, double y) {
    text(graphics, text, font, ink, x - width(text, font) / 2, y);
  }

  /** Draws a straight line with blunt ends, its width in pixels. */
  public static void line(
      Graphics2D graphics, Color ink, float stroke, double x1, double y1, double x2, double y2) {
    graphics.setColor(ink);
    graphics.setStroke(new BasicStroke(stroke, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
