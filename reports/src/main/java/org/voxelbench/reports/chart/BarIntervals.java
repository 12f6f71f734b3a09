package org.voxelbench.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.statistics.Interval;

/**
 * A chart of grouped bars with an interval on each bar; XChart's own error bars reach as far down
 * as up, which an interval of samples needn't.
 *
 * @param chart the bars
 * @param intervals on the chart's scale, {@code [series, group]}; null where a bar has none
 */
record BarIntervals(CategoryChart chart, Interval[][] intervals) implements IChart {

  private static final double WIDEST_CAP = 9;
  private static final double CAP_SHARE = 0.55;
  private static final float HALO = 4;
  private static final float STROKE = 1.6f;

  @Override
  public int getWidth() {
    return chart.getWidth();
  }

  @Override
  public int getHeight() {
    return chart.getHeight();
  }

  @Override
  public String getTitle() {
    return chart.getTitle();
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    chart.paint(graphics, width, height);
    for (int s = 0; s < intervals.length; s++) {
      for (int g = 0; g < intervals[s].length; g++) {
        if (intervals[s][g] != null) {
          paint(graphics, intervals[s][g], middle(s, g), barWidth(g));
        }
      }
    }
  }

  /** A group reaches from one whole number of the horizontal axis to the next. */
  private double groupWidth(int group) {
    return chart.getScreenXFromChart(group + 1) - chart.getScreenXFromChart(group);
  }

  private double barWidth(int group) {
    return groupWidth(group) * chart.getStyler().getAvailableSpaceFill() / intervals.length;
  }

  /** The middle of a bar once the chart is painted, in pixels. */
  double middle(int series, int group) {
    double gap = (1 - chart.getStyler().getAvailableSpaceFill()) / 2;
    return chart.getScreenXFromChart(group)
        + gap * groupWidth(group)
        + (series + 0.5) * barWidth(group);
  }

  private void paint(Graphics2D graphics, Interval interval, double x, double barWidth) {
    double low = chart.getScreenYFromChart(interval.low());
    double high = chart.getScreenYFromChart(interval.high());
    double cap = Math.min(WIDEST_CAP, CAP_SHARE * barWidth) / 2;
    // Ink alone would be lost on the dark bars.
    whisker(graphics, Color.WHITE, HALO, x, low, high, cap);
    whisker(graphics, ChartStyle.INK, STROKE, x, low, high, cap);
  }

  private static void whisker(
      Graphics2D graphics,
      Color color,
      float stroke,
      double x,
      double low,
      double high,
      double cap) {
    double spread = (stroke - STROKE) / 2;
    CustomChart.line(graphics, color, stroke, x, low + spread, x, high - spread);
    CustomChart.line(graphics, color, stroke, x - cap - spread, low, x + cap + spread, low);
    CustomChart.line(graphics, color, stroke, x - cap - spread, high, x + cap + spread, high);
  }
}
