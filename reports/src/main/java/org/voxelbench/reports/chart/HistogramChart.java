package org.voxelbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.Palette;

/** Histograms of one number over each other, each a stepped line. */
public final class HistogramChart {

  private static final int WIDTH = 540;
  private static final int HEIGHT = 280;
  private static final int LEGEND_ROW = 24;
  private static final float LINE = 2;

  /** Room for numbers of seven digits. */
  private static final int TICKS = 90;

  private HistogramChart() {}

  /**
   * One histogram.
   *
   * @param name what it is of
   * @param edges ends of the bins, rising, one more than bins
   * @param heights one for each bin
   */
  public record Bins(String name, double[] edges, double[] heights) {}

  /**
   * What the axes are.
   *
   * @param number title of the axis of the number, with its unit
   * @param height title of the axis of the bins' heights
   * @param logarithmic whether the number's axis is logarithmic
   */
  public record Axes(String number, String height, boolean logarithmic) {}

  /**
   * Draws.
   *
   * @param name file's name without ending
   * @param title what it shows
   * @param alt the text in its place
   * @param histograms at least one
   */
  public static ChartImage of(
      String name, String title, String alt, Axes axes, List<Bins> histograms) {
    boolean several = histograms.size() > 1;
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT + (several ? LEGEND_ROW * histograms.size() : 0))
            .xAxisTitle(axes.number())
            .yAxisTitle(axes.height())
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setLegendVisible(several);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setPlotContentSize(0.97);
    styler.setYAxisMin(0.0);
    styler.setXAxisLogarithmic(axes.logarithmic());
    styler.setXAxisDecimalPattern("0.###");
    styler.setXAxisTickMarkSpacingHint(TICKS);
    Color[] colours = Palette.of(histograms.size());
    for (int h = 0; h < histograms.size(); h++) {
      line(chart, histograms.get(h), colours[h]);
    }
    return ChartImage.draw(name, title, alt, chart);
  }

  private static void line(XYChart chart, Bins bins, Color colour) {
    int count = bins.heights().length;
    double[] x = new double[2 * count + 2];
    double[] y = new double[x.length];
    for (int bin = 0; bin < count; bin++) {
      x[2 * bin + 1] = bins.edges()[bin];
      x[2 * bin + 2] = bins.edges()[bin + 1];
      Arrays.fill(y, 2 * bin + 1, 2 * bin + 3, bins.heights()[bin]);
    }
    x[0] = bins.edges()[0];
    x[x.length - 1] = bins.edges()[count];
    XYSeries series = chart.addSeries(bins.name(), x, y);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    series.setMarker(SeriesMarkers.NONE);
  }
}
