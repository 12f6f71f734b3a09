package org.voxelbench.reports.section;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.CostChart;
import org.voxelbench.reports.chart.RankGrid;
import org.voxelbench.reports.chart.RankUncertaintyCharts;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/**
 * What the page shows besides Dice and ranks: other metrics, how cases spread, what they look like,
 * what they cost.
 *
 * @param metrics metrics that not every file of results has
 * @param ranks heat map of the ranks
 * @param certainty how sure the average ranks are, as far as it can be computed
 * @param cases the spread of the cases of each data set
 * @param shown pictures of cases of each data set
 * @param cost Dice against time, if any run's time is known
 * @param costTable the same as a table
 */
public record Figures(
    List<MetricPanel> metrics,
    ChartImage ranks,
    List<ChartImage> certainty,
    List<CasePanel> cases,
    List<ExamplePanel> shown,
    Optional<ChartImage> cost,
    HtmlTable costTable) {

  /**
   * Draws.
   *
   * @param folder the results folder, where the pictures of cases lie
   */
  public static Figures of(
      Results results,
      List<CaseSpread> spreads,
      List<ExampleCase> shown,
      List<MethodCost> costs,
      Path folder) {
    return new Figures(
        MetricPanel.all(results),
        RankGrid.of(results),
        RankUncertaintyCharts.of(results),
        CasePanel.all(results, spreads),
        ExamplePanel.all(results, shown, folder),
        CostChart.of(results, costs),
        costTable(results, costs));
  }

  /** All charts. */
  public List<ChartImage> charts() {
    List<ChartImage> charts = new ArrayList<>();
    metrics.forEach(panel -> panel.chart().ifPresent(charts::add));
    charts.add(ranks);
    charts.addAll(certainty);
    cases.forEach(panel -> charts.add(panel.chart()));
    cost.ifPresent(charts::add);
    return charts;
  }

  /** All pictures of cases. */
  public List<EmbeddedPng> pictures() {
    return shown.stream()
        .flatMap(panel -> panel.methods().stream())
        .flatMap(method -> method.pictures().stream())
        .flatMap(picture -> picture.strip().stream())
        .toList();
  }

  private static HtmlTable costTable(Results results, List<MethodCost> costs) {
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
            + ", the quickest first; each run counts the whole of the pre-training it builds on",
        head,
        body);
  }

  private static HtmlCell duration(double seconds) {
    return HtmlCell.number(NumberText.duration(seconds), seconds);
  }
}
