package org.voxelbench.reports.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.voxelbench.base.file.Png;
import org.voxelbench.results.ResultsFolder;

/**
 * A drawn chart. Its words are glyph outlines, so it always comes with a text in its place and a
 * table beside it.
 *
 * @param name file's name without ending
 * @param title what it shows
 * @param alt the text in its place
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param svg the drawing
 * @param png the same at twice the resolution
 */
public record ChartImage(
    String name, String title, String alt, int width, int height, String svg, byte[] png) {

  private static final int PNG_SCALE = 2;

  /** What the page is wide, and a little more. */
  private static final int MOST_WIDTH = 1300;

  static ChartImage draw(String name, String title, String alt, IChart chart) {
    try {
      return new ChartImage(
          name, title, alt, chart.getWidth(), chart.getHeight(), svg(chart), png(chart));
    } catch (IOException e) {
      throw new UncheckedIOException("can't draw chart '" + name + "': " + e.getMessage(), e);
    }
  }

  /** Whether it is wider than the page, where it would be too small to read. */
  public boolean isWide() {
    return width > MOST_WIDTH;
  }

  /** Writes it as {@code charts/NAME.svg} and {@code .png}. */
  public void write(ResultsFolder files) {
    files.write("charts/" + name + ".svg", svg);
    files.write("charts/" + name + ".png", png);
  }

  /** The drawing as an address that needs no file; as an image its ids can't collide. */
  public String dataUri() {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }

  private static String svg(IChart chart) throws IOException {
    String svg = new String(ChartEncoder.getBytes(chart, "svg"), StandardCharsets.UTF_8);
    return svg.replaceFirst("<!DOCTYPE[^>]*>\\s*", "");
  }

  private static byte[] png(IChart chart) {
    BufferedImage image =
        new BufferedImage(
            chart.getWidth() * PNG_SCALE,
            chart.getHeight() * PNG_SCALE,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(PNG_SCALE, PNG_SCALE);
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
    } finally {
      graphics.dispose();
    }
    return Png.of(image);
  }
}
