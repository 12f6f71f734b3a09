package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.Bootstrap;
import org.voxelbench.reports.statistics.Interval;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/** Mean Dice as bars with their intervals, one group for each data set, one bar for each method. */
public final class DiceChart {

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

  private DiceChart() {}

  public static ChartImage of(Results results) {
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
            .yAxisTitle("Dice in %")
            .build();
    CategoryStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setAvailableSpaceFill(0.8);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(100.0);
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
    List<String> groups = datasets.stream().map(DiceChart::title).toList();
    for (MethodNote method : methods) {
      chart.addSeries(results.name(method), groups, percent(results, datasets, method));
    }
    Optional<Bootstrap> bootstrap = results.statistics().bootstrap();
    return ChartImage.draw(
        "dice_per_dataset",
        "Dice in percent on each data set"
            + (bootstrap.isPresent() ? ", with its 95 % bootstrap interval over cases" : ""),
        alt(results),
        bootstrap
            .map(b -> (IChart) new BarIntervals(chart, intervals(results, datasets, b)))
            .orElse(chart));
  }

  private static Interval[][] intervals(
      Results results, List<DatasetNote> datasets, Bootstrap bootstrap) {
    List<MethodNote> methods = results.experiment().methods();
    Interval[][] intervals = new Interval[methods.size()][datasets.size()];
    for (int m = 0; m < methods.size(); m++) {
      for (int d = 0; d < datasets.size(); d++) {
        if (!Double.isNaN(results.scores().cell(datasets.get(d), methods.get(m)).dice())) {
          Interval interval = bootstrap.dice(datasets.get(d).name(), m);
          intervals[m][d] = new Interval(100 * interval.low(), 100 * interval.high());
        }
      }
    }
    return intervals;
  }

  private static int width(int groups, int bars) {
    int wanted = Math.max(MIN_WIDTH, MARGINS + (bars + 2 * groups) * BAR);
    int needed = MARGINS + (bars + 2 * groups) * THIN_BAR;
    return Math.max(needed, Math.min(wanted, PAGE_WIDTH));
  }

  private static String title(DatasetNote dataset) {
    return dataset.name() + " (" + dataset.role() + ")";
  }

  private static List<Double> percent(
      Results results, List<DatasetNote> datasets, MethodNote method) {
    List<Double> percent = new ArrayList<>();
    for (DatasetNote dataset : datasets) {
      double dice = results.scores().cell(dataset, method).dice();
      percent.add(Double.isNaN(dice) ? null : Double.valueOf(100 * dice));
    }
    return percent;
  }

  private static String alt(Results results) {
    List<String> highest = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      results.scores().cells(dataset).stream()
          .filter(c -> !Double.isNaN(c.dice()))
          .max((a, b) -> Double.compare(a.dice(), b.dice()))
          .ifPresent(
              c ->
                  highest.add(
                      dataset.name()
                          + ": "
                          + results.name(c.method())
                          + " "
                          + NumberText.percent(c.dice())));
    }
    return "Grouped bars of mean Dice in percent. Highest on "
        + String.join("; ", highest)
        + ". Every value is in the table that follows, every interval in the statistics.";
  }
}
