package org.voxelbench.reports;

import java.nio.file.Path;
import java.util.List;

/** The page of results, without writing the report. */
final class HtmlOf {

  private HtmlOf() {}

  /**
   * Renders.
   *
   * @param folder the results folder, where pictures may lie
   */
  static String results(Results results, Path folder) {
    List<ScoredCase> scored = ScoredCase.of(results.experiment());
    List<ShownCase> shown = ShownCases.of(results.experiment(), scored);
    return Page.of(
            results,
            RankChart.of(results),
            DiceChart.of(results),
            LearntPanel.all(results, folder),
            Answer.of(results, shown, MethodCost.of(results)),
            Figures.of(
                results,
                CaseSpread.all(results.experiment(), scored),
                shown,
                MethodCost.of(results),
                folder))
        .html();
  }
}
