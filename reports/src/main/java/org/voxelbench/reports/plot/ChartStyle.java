package org.voxelbench.reports.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/** How all charts look: white, quiet grid, one type face, no locale. */
public final class ChartStyle {

  /** Words and marks. */
  public static final Color INK = new Color(0x1C2024);

  /** Words at a mark. */
  public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** Lines behind the marks. */
  public static final Color GRID = new Color(0xDDE1E6);

  /** Axes. */
  public static final Color AXIS = new Color(0x5A6370);

  /** Words of axes and legends. */
  public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private ChartStyle() {}

  /** Styles a chart of XChart. */
  public static void apply(AxesChartStyler styler) {
    styler.setAxisTickLabelsFont(TEXT);
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTitleFont(TEXT);
    styler.setXAxisTitleColor(INK);
    styler.setYAxisTitleColor(INK);
    styler.setAxisTickMarksColor(AXIS);
    styler.setAxisTickMarksStroke(new BasicStroke(1));
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTickPadding(6);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1);
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartPadding(10);
    styler.setChartFontColor(INK);
    styler.setLegendFont(TEXT);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setAntiAlias(true);
  }
}
