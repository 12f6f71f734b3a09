package org.voxelbench.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.Podium;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.statistics.Ranks;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * A podium plot of each data set: on each place of the podium every method has a lane with the Dice
 * of the cases in which it takes that place, a line joins the methods on one case, and bars below
 * say how often a method takes the place.
 *
 * <p>Cases count that all methods with a result have a Dice for. Methods that tie on a case stand
 * on the mean of their places, rounded down, and count in equal parts to the places they span.
 *
 * <p>Source: M. Eugster, T. Hothorn and F. Leisch, Exploratory and inferential analysis of
 * benchmark experiments, Technical Report 30, LMU Munich (2008), "benchmark summary plot".
 */
final class PodiumChart implements Chart {

  @Override
  public ChartPlace place() {
    return ChartPlace.SPREAD;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    List<Figure> figures = new ArrayList<>();
    for (DatasetNote dataset : RankGrid.byRole(data.results().experiment().datasets())) {
      List<CaseSpread> methods =
          data.cases(dataset).stream().filter(spread -> !spread.byCase().isEmpty()).toList();
      double[][] dice = common(methods);
      if (methods.size() > 1 && dice.length > 0) {
        List<String> names = methods.stream().map(s -> data.results().name(s.method())).toList();
        figures.add(of(dataset, names, dice, figures.size() + 1, data.results().mark()));
      }
    }
    return figures;
  }

  /** Dice of the cases that all methods share, {@code [case, method]}. */
  private static double[][] common(List<CaseSpread> methods) {
    SortedSet<String> cases = new TreeSet<>();
    methods.stream().limit(1).forEach(spread -> cases.addAll(spread.byCase().keySet()));
    methods.forEach(spread -> cases.retainAll(spread.byCase().keySet()));
    return cases.stream()
        .map(id -> methods.stream().mapToDouble(spread -> spread.byCase().get(id)).toArray())
        .toArray(double[][]::new);
  }

  private static Figure of(
      DatasetNote dataset, List<String> names, double[][] dice, int number, String mark) {
    double[][] ranks =
        IntStream.range(0, dice.length).mapToObj(c -> Ranks.of(dice[c])).toArray(double[][]::new);
    double[][] shares = new RankSamples(ranks[0], ranks).places();
    Podium podium = Podium.of(names, dice, ranks, shares);
    ChartImage image =
        ChartImage.draw(
            "podium_" + number,
            "Podium of "
                + dataset.name()
                + ": Dice of "
                + NumberText.count(dice.length, "case")
                + " by the place that a method takes there, and how often it takes it"
                + mark,
            alt(dataset, names, shares),
            new CustomChart(podium.width(), podium.height(), podium::paint));
    return Figure.of(
        "Podium of " + dataset.name(), image, table(dataset, names, shares, number, mark));
  }

  private static HtmlTable table(
      DatasetNote dataset, List<String> names, double[][] shares, int number, String mark) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    for (int place = 1; place <= names.size(); place++) {
      head.add(HtmlCell.numbers("Place " + place));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(names.get(m))));
      for (double share : shares[m]) {
        row.add(HtmlCell.number(NumberText.percent(share), share));
      }
      body.add(row);
    }
    return new HtmlTable(
        "podium-" + number + "-table",
        "In how many % of the cases of "
            + dataset.name()
            + " a method takes each place by the Dice of the case; ties count in equal parts"
            + mark,
        head,
        body);
  }

  private static String alt(DatasetNote dataset, List<String> names, double[][] shares) {
    List<String> first = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      first.add(names.get(m) + " " + NumberText.percent(shares[m][0]));
    }
    return "Podium plot of "
        + dataset.name()
        + ". First place, in percent of the cases: "
        + String.join(", ", first)
        + ".";
  }
}
