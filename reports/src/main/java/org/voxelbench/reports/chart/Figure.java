package org.voxelbench.reports.chart;

import java.util.List;
import org.voxelbench.reports.table.HtmlTable;

/**
 * What a chart puts on the page.
 *
 * @param id of its heading in the page; the name of its drawing, where there is one
 * @param heading what it is about; empty if the part of the page says so
 * @param images the drawing; none if its numbers can't be drawn
 * @param tables its numbers; none if the part of the page has them
 */
public record Figure(String id, String heading, List<ChartImage> images, List<HtmlTable> tables) {

  /** A drawing whose part of the page says what it is about and has its numbers. */
  static Figure of(ChartImage image) {
    return new Figure(image.name(), "", List.of(image), List.of());
  }

  /** A drawing with a heading and its numbers. */
  static Figure of(String heading, ChartImage image, HtmlTable numbers) {
    return new Figure(image.name(), heading, List.of(image), List.of(numbers));
  }
}
