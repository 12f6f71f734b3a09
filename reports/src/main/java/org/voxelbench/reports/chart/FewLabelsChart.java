package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.reports.controls.FewLabels;
import org.voxelbench.reports.controls.LabelCurves;
import org.voxelbench.reports.controls.LabelPoint;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.LabelPlot;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.Control;

/** Dice against the number of labelled cases, a line for each method and control. */
final class FewLabelsChart implements Chart {

  @Override
  public ChartPlace place() {
    return ChartPlace.FEW_LABELS;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    List<Figure> figures = new ArrayList<>();
    for (LabelCurves curves : results.fewLabels().curves()) {
      figures.add(figure(results, curves, figures.size() + 1));
    }
    return figures;
  }

  private static Figure figure(Results results, LabelCurves curves, int number) {
    FewLabels few = results.fewLabels();
    String over = results.over(curves);
    List<String> names = few.methods().stream().map(results::title).toList();
    int contenders = (int) few.methods().stream().filter(m -> m.control() == Control.NONE).count();
    LabelPlot plot = new LabelPlot(names, contenders, curves);
    ChartImage image =
        ChartImage.draw(
            "few_labels_" + number,
            "Dice in % against the number of labelled cases, " + over + ", with 95 % intervals",
            alt(over, names, curves),
            new CustomChart(plot.width(), plot.height(), plot::paint));
    return Figure.of("Dice by labelled cases, " + over, image, table(over, names, curves, number));
  }

  private static String alt(String over, List<String> names, LabelCurves curves) {
    int last = curves.sizes().size() - 1;
    return "Lines of mean Dice in percent against the number of labelled cases, "
        + over
        + ". With "
        + curves.sizes().get(0)
        + ": "
        + at(names, curves, 0)
        + ". With "
        + curves.sizes().get(last)
        + ": "
        + at(names, curves, last)
        + ". Every point is in the table that follows.";
  }

  private static String at(List<String> names, LabelCurves curves, int size) {
    List<String> dice =
        IntStream.range(0, names.size())
            .filter(m -> curves.points().get(m).get(size).dice().isPresent())
            .mapToObj(
                m ->
                    names.get(m)
                        + " "
                        + NumberText.percent(curves.points().get(m).get(size).mean()))
            .toList();
    return dice.isEmpty() ? "no complete result" : String.join(", ", dice);
  }

  private static HtmlTable table(String over, List<String> names, LabelCurves curves, int number) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    curves.sizes().forEach(size -> head.add(HtmlCell.numbers(size.words())));
    List<List<HtmlCell>> body = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(names.get(m))));
      curves.points().get(m).forEach(point -> row.add(cell(point)));
      body.add(row);
    }
    return new HtmlTable(
        "few-labels-" + number + "-table",
        "Mean Dice in % by the number of labelled cases, " + over + ", and its 95 % interval",
        head,
        body);
  }

  private static HtmlCell cell(LabelPoint point) {
    String interval =
        Double.isNaN(point.low())
            ? ""
            : " ("
                + NumberText.percent(point.low())
                + " to "
                + NumberText.percent(point.high())
                + ")";
    return HtmlCell.number(NumberText.percent(point.mean()) + interval, point.mean());
  }
}
