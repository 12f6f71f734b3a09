package org.voxelbench.reports.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/** Mean Dice against the time of a run, a marker of its own for each method. */
final class CostChart implements Chart {

  private static final int WIDTH = 860;
  private static final int MIN_HEIGHT = 380;
  private static final int LEGEND_ROW = 26;
  private static final int MARKER = 11;

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.RECTANGLE,
    SeriesMarkers.OVAL,
    SeriesMarkers.TRAPEZOID,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  /** Markers before this one are filled. */
  private static final int FILLED = 8;

  @Override
  public ChartPlace place() {
    return ChartPlace.COST;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    return of(results, data.costs()).stream()
        .map(
            image ->
                new Figure(image.name(), "", List.of(image), List.of(table(results, data.costs()))))
        .toList();
  }

  /** Empty if no method has both a mean Dice and a finished run. */
  private static Optional<ChartImage> of(Results results, List<MethodCost> costs) {
    List<MethodCost> drawn = costs.stream().filter(MethodCost::complete).toList();
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    double longest = drawn.get(drawn.size() - 1).seconds();
    TimeUnit unit = TimeUnit.of(longest);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(Math.max(MIN_HEIGHT, LEGEND_ROW * (drawn.size() + 2)))
            .xAxisTitle("time of a run with its pre-training, in " + unit.noun())
            .yAxisTitle("mean Dice in %")
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setMarkerSize(MARKER);
    styler.setXAxisMin(0.0);
    styler.setXAxisMax(longest / unit.seconds() * 1.05);
    styler.setYAxisMin(
        10 * Math.floor(10 * drawn.stream().mapToDouble(MethodCost::meanDice).min().orElse(0)));
    styler.setYAxisMax(
        10 * Math.ceil(10 * drawn.stream().mapToDouble(MethodCost::meanDice).max().orElse(1)));
    styler.setXAxisDecimalPattern("0.##");
    styler.setYAxisDecimalPattern("0");
    styler.setYAxisTickMarkSpacingHint(50);
    styler.setPlotContentSize(0.97);
    Color[] colours = Palette.of(drawn.size());
    for (int m = 0; m < drawn.size(); m++) {
      MethodCost cost = drawn.get(m);
      XYSeries series =
          chart.addSeries(
              results.name(cost.method()),
              new double[] {cost.seconds() / unit.seconds()},
              new double[] {100 * cost.meanDice()});
      series.setMarker(MARKERS[m % MARKERS.length]);
      // A cross has thin lines, which a light colour would lose.
      boolean thin = m % MARKERS.length >= FILLED;
      series.setMarkerColor(thin ? ChartStyle.INK : colours[m]);
    }
    return Optional.of(
        ChartImage.draw(
            "dice_against_cost",
            "Mean Dice over "
                + results.headline().scope().plural()
                + " against the mean time of a run; left and high is better",
            alt(results, drawn),
            chart));
  }

  private static String alt(Results results, List<MethodCost> drawn) {
    List<String> points =
        drawn.stream()
            .map(
                c ->
                    results.name(c.method())
                        + " "
                        + NumberText.percent(c.meanDice())
                        + " in "
                        + NumberText.duration(c.seconds()))
            .toList();
    return "Markers of mean Dice in percent against the time of a run, the quickest first: "
        + String.join("; ", points)
        + ".";
  }

  private static HtmlTable table(Results results, List<MethodCost> costs) {
    List<HtmlCell> head = new ArrayList<>();
    head.add(HtmlCell.text("Method"));
    for (String title :
        List.of("Mean Dice", "Whole run", "Pre-training", "Training", "Inference")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (MethodCost cost : costs) {
      body.add(
          List.of(
              HtmlCell.text(results.name(cost.method())),
              HtmlCell.number(NumberText.percent(cost.meanDice()), cost.meanDice()),
              duration(cost.seconds()),
              duration(cost.preTrainingSeconds()),
              duration(cost.trainingSeconds()),
              duration(cost.inferenceSeconds())));
    }
    return new HtmlTable(
        "dice-against-cost-table",
        "Mean Dice in % and mean time of a finished run over "
            + results.headline().scope().plural()
            + ", the quickest first; each run counts the whole of the pre-training it builds on"
            + (costs.stream().anyMatch(MethodCost::trainedByOthers)
                ? ", and no whole run is known where others did that"
                : ""),
        head,
        body);
  }

  private static HtmlCell duration(double seconds) {
    return HtmlCell.number(NumberText.duration(seconds), seconds);
  }

  /** What an axis of times counts in. */
  private record TimeUnit(String noun, double seconds) {
    static TimeUnit of(double longest) {
      if (longest < 120) {
        return new TimeUnit("seconds", 1);
      }
      return longest < 7200 ? new TimeUnit("minutes", 60) : new TimeUnit("hours", 3600);
    }
  }
}
