package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/** Bars of a number of each method: one group for each data set, one bar for each method. */
final class GroupedBars {

  private static final int HEIGHT = 380;
  private static final int MIN_WIDTH = 860;

  /** What the page is wide; only bars that would get too thin make the chart wider. */
  private static final int PAGE_WIDTH = 1130;

  private static final int MARGINS = 330;
  private static final int BAR = 22;
  private static final int THIN_BAR = 5;
  private static final int LABELLED_BARS = 12;
  private static final int LEGEND_ROW = 26;
  private static final int LETTER = 8;

  private GroupedBars() {}

  /**
   * Lays out.
   *
   * @param axis what the bars are, with the unit
   * @param value a bar's height; none is drawn where it isn't finite
   */
  static CategoryChart of(Results results, String axis, ToDoubleFunction<MethodScore> value) {
    List<DatasetNote> datasets = RankGrid.byRole(results.experiment().datasets());
    List<MethodNote> methods = results.experiment().methods();
    int bars = datasets.size() * methods.size();
    int width = width(datasets.size(), bars);
    int longest = datasets.stream().mapToInt(d -> title(d).length()).max().orElseThrow();
    boolean slanted = longest * LETTER > (width - MARGINS) / datasets.size();
    int height = Math.max(HEIGHT, LEGEND_ROW * (methods.size() + 2));
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(width)
            .height(slanted ? height + longest * LETTER * 3 / 4 : height)
            .yAxisTitle(axis)
            .build();
    CategoryStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setAvailableSpaceFill(0.8);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setYAxisMin(0.0);
    styler.setYAxisTickMarkSpacingHint(50);
    styler.setYAxisDecimalPattern("0.0");
    styler.setXAxisMaxLabelCount(datasets.size() + 1);
    styler.setPlotContentSize(0.97);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    if (slanted) {
      styler.setXAxisLabelRotation(60);
      styler.setXAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    }
    styler.setLabelsVisible(bars <= LABELLED_BARS);
    styler.setLabelsFont(ChartStyle.SMALL);
    styler.setLabelsFontColorAutomaticEnabled(true);
    styler.setLabelsPosition(0.03);
    styler.setLabelsRotation(0);
    styler.setSeriesColors(Palette.of(methods.size()));
    List<String> groups = datasets.stream().map(GroupedBars::title).toList();
    for (MethodNote method : methods) {
      chart.addSeries(results.name(method), groups, heights(results, datasets, method, value));
    }
    return chart;
  }

  private static int width(int groups, int bars) {
    int wanted = Math.max(MIN_WIDTH, MARGINS + (bars + 2 * groups) * BAR);
    int needed = MARGINS + (bars + 2 * groups) * THIN_BAR;
    return Math.max(needed, Math.min(wanted, PAGE_WIDTH));
  }

  private static String title(DatasetNote dataset) {
    return dataset.name() + " (" + dataset.role() + ")";
  }

  private static List<Double> heights(
      Results results,
      List<DatasetNote> datasets,
      MethodNote method,
      ToDoubleFunction<MethodScore> value) {
    List<Double> heights = new ArrayList<>();
    for (DatasetNote dataset : datasets) {
      double height = value.applyAsDouble(results.scores().cell(dataset, method));
      heights.add(Double.isFinite(height) ? Double.valueOf(height) : null);
    }
    return heights;
  }

  /**
   * The best method on each data set, in words.
   *
   * @param value what is compared, where it is finite
   * @param loss what is the lower the better the value is
   * @param text a value in words
   */
  static String best(
      Results results,
      ToDoubleFunction<MethodScore> value,
      DoubleUnaryOperator loss,
      DoubleFunction<String> text) {
    List<String> best = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      results.scores().cells(dataset).stream()
          .filter(cell -> Double.isFinite(value.applyAsDouble(cell)))
          .min(Comparator.comparingDouble(cell -> loss.applyAsDouble(value.applyAsDouble(cell))))
          .ifPresent(
              cell ->
                  best.add(
                      dataset.name()
                          + ": "
                          + results.name(cell.method())
                          + " "
                          + text.apply(value.applyAsDouble(cell))));
    }
    return String.join("; ", best);
  }
}
