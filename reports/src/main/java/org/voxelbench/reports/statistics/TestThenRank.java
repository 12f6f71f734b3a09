package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts how many methods each method beats in one-sided Wilcoxon signed-rank tests, paired by case
 * and corrected by Holm over all ordered pairs, and ranks these counts.
 */
final class TestThenRank implements CaseRanking {

  private final DatasetScores dataset;
  private final int[] compared;
  private final SignedRanks[][] pairs;

  TestThenRank(DatasetScores dataset) {
    this.dataset = dataset;
    compared = IntStream.range(0, dataset.dice().length).filter(dataset::has).toArray();
    double[][] dice = dataset.cases().orElseThrow().byCase();
    pairs = new SignedRanks[compared.length][compared.length];
    for (int i = 0; i < compared.length; i++) {
      for (int j = i + 1; j < compared.length; j++) {
        pairs[i][j] = new SignedRanks(CasePairs.differences(dice[compared[i]], dice[compared[j]]));
      }
    }
  }

  @Override
  public double[] ranks(int[] weights) {
    int k = compared.length;
    double[] p = new double[k * k];
    Arrays.fill(p, Double.NaN);
    for (int i = 0; i < k; i++) {
      for (int j = i + 1; j < k; j++) {
        Wilcoxon test = pairs[i][j].test(weights);
        p[i * k + j] = test.pGreater();
        p[j * k + i] = test.pLess();
      }
    }
    double[] adjusted = Holm.adjust(p);
    double[] beaten = new double[dataset.dice().length];
    Arrays.fill(beaten, Double.NaN);
    for (int i = 0; i < k; i++) {
      int row = i;
      beaten[compared[i]] =
          IntStream.range(0, k).filter(j -> adjusted[row * k + j] < Significance.LEVEL).count();
    }
    return Ranks.of(beaten);
  }
}
