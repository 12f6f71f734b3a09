package org.voxelbench.reports.claims;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ResultRow;

/**
 * Rows of two methods, of which {@code better} is ahead of {@code worse} by a known amount with
 * known spread over cases, seeds and both, and on each data set by another amount.
 *
 * @param lead mean lead over the data sets, in Dice in [0, 1]
 */
record MadeUpResults(double lead) {

  private static final int CASES = 12;
  private static final int SEEDS = 3;
  private static final double OF_CASES = 0.02;
  private static final double OF_SEEDS = 0.01;
  private static final double OF_BOTH = 0.02;

  /** What each data set adds to the mean lead; together nothing. */
  private static final double[] OF_DATASETS = {-0.02, 0.005, 0.015};

  /** One outcome of many, with the answers to claims. */
  ClaimAnswers answers(int number, Claim... claims) {
    return answers(rows(number), claims);
  }

  /** The answers to claims of some rows. */
  static ClaimAnswers answers(List<ResultRow> rows, Claim... claims) {
    List<DatasetNote> datasets = new ArrayList<>();
    for (int d = 0; d < OF_DATASETS.length; d++) {
      datasets.add(MadeUpExperiment.dataset("D" + d, d == 0 ? "dev" : "test", List.of("tumour")));
    }
    ExperimentSummary bare =
        MadeUpExperiment.bare(
            datasets,
            List.of(
                MadeUpExperiment.method("worse", "Worse"),
                MadeUpExperiment.method("better", "Better")),
            List.of());
    ComparableRows experiment =
        ComparableRows.of(rows, MadeUpExperiment.claiming(bare, List.of(claims)), false);
    return ClaimAnswers.of(experiment, Scores.of(experiment));
  }

  List<ResultRow> rows(int number) {
    RandomStream random = new RandomStreams(18).stream("made-up rows", number);
    List<ResultRow> rows = new ArrayList<>();
    for (int d = 0; d < OF_DATASETS.length; d++) {
      double[] ofSeeds = new double[SEEDS];
      for (int s = 0; s < SEEDS; s++) {
        ofSeeds[s] = random.nextGaussian(0, OF_SEEDS);
      }
      for (int c = 0; c < CASES; c++) {
        double worse = random.uniform(0.4, 0.6);
        double ofCase = lead + OF_DATASETS[d] + random.nextGaussian(0, OF_CASES);
        for (int s = 0; s < SEEDS; s++) {
          double better = worse + ofCase + ofSeeds[s] + random.nextGaussian(0, OF_BOTH);
          rows.add(row("worse", d, c, s, worse));
          rows.add(row("better", d, c, s, better));
        }
      }
    }
    return rows;
  }

  private static ResultRow row(String method, int dataset, int number, int seed, double dice) {
    RowBuilder row = RowBuilder.scored(dice).method(method).run(0, seed).caseId("case" + number);
    row.dataset = "D" + dataset;
    row.role = dataset == 0 ? "dev" : "test";
    return row.build();
  }
}
