package org.voxelbench.reports.page;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.reports.chart.DiceChart;
import org.voxelbench.reports.chart.RankChart;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.examples.ExampleCases;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.reports.section.Figures;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.reports.section.PretrainingPanel;

/** The page of results, without writing the report. */
public final class HtmlOf {

  private HtmlOf() {}

  /**
   * Renders.
   *
   * @param folder the results folder, where pictures may lie
   */
  public static String results(Results results, Path folder) {
    Scores scored = results.scores();
    List<ExampleCase> shown = ExampleCases.of(results.experiment(), scored);
    return Page.of(
            results,
            RankChart.of(results),
            DiceChart.of(results),
            PretrainingPanel.all(results, folder),
            KeyFacts.of(results, shown, MethodCost.of(results)),
            Figures.of(
                results,
                CaseSpread.all(results.experiment(), scored),
                shown,
                MethodCost.of(results),
                folder))
        .html();
  }
}
