package org.voxelbench.reports.chart;

import java.util.List;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.HorizontalBarStyler;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.NumberText;

/** Average ranks as horizontal bars, the best on top; the shorter the bar, the better. */
public final class RankChart {

  private static final int WIDTH = 860;
  private static final int BAR = 38;

  /** Share of a whole rank that two ticks are apart at least. */
  private static final double TICK_SPACING = 0.55;

  /** Share of the axis between a name and its bar. */
  private static final double GAP = 0.012;

  private RankChart() {}

  public static ChartImage of(Results results) {
    Ranking standings = results.headline();
    List<MethodRank> ordered = standings.ordered();
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(WIDTH)
            .height(90 + BAR * ordered.size())
            .xAxisTitle("average rank over " + standings.scope().plural() + " (1 is best)")
            .build();
    HorizontalBarStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setAvailableSpaceFill(0.64);
    styler.setPlotGridHorizontalLinesVisible(false);
    styler.setXAxisMin(-GAP * ordered.size());
    styler.setXAxisMax(ordered.size() + 0.5);
    styler.setXAxisDecimalPattern("0.00");
    styler.setXAxisTickMarkSpacingHint((int) (TICK_SPACING * WIDTH / (ordered.size() + 0.5)));
    styler.setXAxisMaxLabelCount(ordered.size() + 1);
    styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    styler.setLegendVisible(false);
    styler.setLabelsVisible(true);
    styler.setLabelsFont(ChartStyle.SMALL);
    styler.setLabelsFontColor(ChartStyle.INK);
    styler.setLabelsFontColorAutomaticEnabled(false);
    styler.setLabelsPosition(1.1);
    styler.setSeriesColors(Palette.of(1));
    chart.addSeries(
        "average rank",
        ordered.stream().map(MethodRank::averageRank).toList(),
        ordered.stream().map(s -> results.name(s.method())).toList());
    return ChartImage.draw(
        "average_ranks",
        "Average rank over " + standings.scope().plural(),
        alt(results, ordered),
        chart);
  }

  private static String alt(Results results, List<MethodRank> ordered) {
    List<String> ranks =
        ordered.stream()
            .map(s -> results.name(s.method()) + " " + NumberText.rank(s.averageRank()))
            .toList();
    return "Bars of the average rank, 1 is best: " + String.join(", ", ranks) + ".";
  }
}
