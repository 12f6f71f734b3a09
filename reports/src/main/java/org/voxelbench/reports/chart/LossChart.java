package org.voxelbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;

/**
 * Loss over the epochs of one pre-training: a solid dark line and a dashed lighter one.
 *
 * <p>Dashes begin anew at each point, so the dashed line has but some of many epochs.
 */
public final class LossChart implements Chart {

  private static final int WIDTH = 540;
  private static final int HEIGHT = 280;
  private static final float LINE = 2;

  /** Up to so many epochs each is a dot, as a single one would be no line. */
  private static final int DOTTED_EPOCHS = 40;

  private static final int DOT = 7;
  private static final int DASHED_POINTS = 50;

  /** XChart labels up to about twenty epochs, which would touch with more digits. */
  private static final int UPRIGHT_LABELS = 20;

  LossChart() {}

  @Override
  public ChartPlace place() {
    return ChartPlace.PRE_TRAINING;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    return results.experiment().summary().preTrainings().stream()
        .map(
            preTraining ->
                Figure.of(
                    of(
                        "loss_" + preTraining.preTrainingId().replaceAll("[^A-Za-z0-9_-]", "_"),
                        results.joined(preTraining.methods()) + ", seed " + preTraining.seed(),
                        preTraining)))
        .toList();
  }

  /**
   * Draws the losses that are finite numbers.
   *
   * @param name file's name without ending
   * @param title whose loss it is
   */
  public static ChartImage of(String name, String title, PreTrainingNote preTraining) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("epoch")
            .yAxisTitle("loss")
            .build();
    XYStyler styler = chart.getStyler();
    ChartStyle.apply(styler);
    List<EpochNote> epochs = preTraining.epochs();
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendPadding(12);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setPlotContentSize(0.95);
    styler.setXAxisDecimalPattern("0");
    styler.setYAxisDecimalPattern(pattern(epochs));
    styler.setMarkerSize(DOT);
    if (epochs.size() > UPRIGHT_LABELS) {
      styler.setXAxisLabelRotation(60);
      styler.setXAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    }
    Color[] colours = Palette.of(2);
    BasicStroke solid = new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    BasicStroke dashed =
        new BasicStroke(
            LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
    int step = Math.max(1, (epochs.size() + DASHED_POINTS - 1) / DASHED_POINTS);
    List<EpochNote> some =
        epochs.stream().filter(e -> e.epoch() % step == 0 || isLast(e, epochs)).toList();
    line(chart, "training", epochs, EpochNote::trainLoss, colours[0], solid);
    line(chart, "validation", some, EpochNote::validationLoss, colours[1], dashed);
    String caption = "Loss of " + title;
    return ChartImage.draw(
        name,
        step == 1 ? caption : caption + "; validation drawn at one epoch in " + step,
        alt(title, epochs),
        chart);
  }

  private static boolean isLast(EpochNote epoch, List<EpochNote> epochs) {
    return epoch.equals(epochs.get(epochs.size() - 1));
  }

  private static void line(
      XYChart chart,
      String name,
      List<EpochNote> epochs,
      ToDoubleFunction<EpochNote> loss,
      Color colour,
      BasicStroke stroke) {
    List<EpochNote> drawn =
        epochs.stream().filter(epoch -> Double.isFinite(loss.applyAsDouble(epoch))).toList();
    if (drawn.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            name,
            drawn.stream().mapToDouble(epoch -> epoch.epoch() + 1.0).toArray(),
            drawn.stream().mapToDouble(loss).toArray());
    series.setLineColor(colour);
    series.setLineStyle(stroke);
    series.setMarkerColor(colour);
    series.setMarker(
        epochs.size() > DOTTED_EPOCHS
            ? SeriesMarkers.NONE
            : name.equals("training") ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND);
  }

  /** Enough decimals to tell the losses apart. */
  private static String pattern(List<EpochNote> epochs) {
    double[] losses =
        epochs.stream()
            .flatMap(epoch -> List.of(epoch.trainLoss(), epoch.validationLoss()).stream())
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double range = losses.length == 0 ? 0 : losses[losses.length - 1] - losses[0];
    int decimals = range > 0 ? (int) Math.ceil(1 - Math.log10(range)) : 2;
    return decimals <= 0 ? "0" : "0." + "0".repeat(Math.min(decimals, 8));
  }

  private static String alt(String title, List<EpochNote> epochs) {
    if (epochs.isEmpty()) {
      return "No loss of " + title + ": no epoch was finished.";
    }
    return "Lines of the loss of "
        + title
        + " over "
        + NumberText.count(epochs.size(), "epoch")
        + ". "
        + sentence("Training", epochs, EpochNote::trainLoss)
        + sentence("Validation", epochs, EpochNote::validationLoss)
        + "The numbers are in the table that follows.";
  }

  private static String sentence(
      String what, List<EpochNote> epochs, ToDoubleFunction<EpochNote> loss) {
    double first = loss.applyAsDouble(epochs.get(0));
    double last = loss.applyAsDouble(epochs.get(epochs.size() - 1));
    return what
        + ": first "
        + NumberText.figure(first)
        + ", last "
        + NumberText.figure(last)
        + ". ";
  }
}
