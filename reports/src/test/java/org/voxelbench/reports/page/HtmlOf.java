package org.voxelbench.reports.page;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.reports.chart.ChartData;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.examples.ExampleCases;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scores;

/** The page of results, without writing the report. */
public final class HtmlOf {

  private HtmlOf() {}

  /**
   * Renders.
   *
   * @param folder the results folder, where pictures may lie
   */
  public static String results(Results results, Path folder) {
    return page(results, folder).html();
  }

  /** The same before it is rendered. */
  static Page page(Results results, Path folder) {
    Scores scored = results.scores();
    List<ExampleCase> shown = ExampleCases.of(results.experiment(), scored);
    ChartData data =
        new ChartData(
            results, CaseSpread.all(results.experiment(), scored), MethodCost.of(results));
    return Page.of(data, shown, ClaimAnswers.of(data.results()), folder);
  }

  /** The same of a made-up experiment, whose pictures are written into the folder. */
  static Page page(MadeUpExperiment experiment, Path folder) {
    MadeUpExperiment.writePictures(experiment.summary(), folder);
    return page(experiment.results(), folder);
  }
}
