package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.chart.CaseChart;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.RankGrid;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * How the Dice of the cases of one data set spreads.
 *
 * @param title the data set and its role
 * @param chart a row for each method
 * @param table quartiles
 */
public record CasePanel(String title, ChartImage chart, HtmlTable table) {

  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

  /** One for each data set that has rows, test data sets first. */
  static List<CasePanel> all(Results results, List<CaseSpread> dice) {
    List<CasePanel> panels = new ArrayList<>();
    List<DatasetNote> datasets = results.experiment().datasets();
    for (DatasetNote dataset : RankGrid.byRole(datasets)) {
      List<CaseSpread> own = dice.stream().filter(d -> d.dataset().equals(dataset)).toList();
      int number = panels.size() + 1;
      panels.add(
          new CasePanel(
              dataset.name() + " (" + dataset.role() + ")",
              CaseChart.of(
                  "cases_" + number, own.stream().map(d -> results.name(d.method())).toList(), own),
              table(results, dataset, own, "spread-" + number)));
    }
    return List.copyOf(panels);
  }

  private static HtmlTable table(
      Results results, DatasetNote dataset, List<CaseSpread> cases, String id) {
    List<HtmlCell> head = new ArrayList<>();
    head.add(HtmlCell.text("Method"));
    for (String title :
        List.of("Cases", "Lowest", "25\u00a0%", "50\u00a0%", "75\u00a0%", "Highest")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (CaseSpread dice : cases) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(HtmlCell.text(results.name(dice.method())));
      row.add(HtmlCell.count(dice.byCase().size()));
      for (double share : SHARES) {
        double value = dice.quantile(share);
        row.add(HtmlCell.number(NumberText.percent(value), value));
      }
      body.add(row);
    }
    return new HtmlTable(
        id + "-table",
        "Dice in % of the cases of "
            + dataset.name()
            + ", averaged over classes, folds and seeds: the lowest, quartiles and the highest",
        head,
        body);
  }
}
