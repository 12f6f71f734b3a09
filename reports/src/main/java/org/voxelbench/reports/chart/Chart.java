package org.voxelbench.reports.chart;

import java.util.List;

/**
 * A chart of the report. A new one is a class and a line in {@link Charts#ALL}: the page shows its
 * figures in the part it names, and the files in {@code charts/} and the tests follow from that.
 *
 * <p>A chart never shows a number that no table has: its figure brings the table, unless the part
 * of the page has it already.
 */
public interface Chart {

  /** The part of the page that shows it. */
  ChartPlace place();

  /** Draws: one figure, one for each data set or the like, or none where nothing can be drawn. */
  List<Figure> draw(ChartData data);
}
