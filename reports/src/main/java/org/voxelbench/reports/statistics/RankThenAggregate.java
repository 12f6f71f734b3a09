package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ranks the methods on each case, averages the ranks over the cases, and ranks these means.
 *
 * <p>A case in which a method has no Dice, since it rightly found nothing, is its best case: it
 * counts as 1. A case in which no method has one is left out.
 */
final class RankThenAggregate implements CaseRanking {

  private final DatasetScores dataset;
  private final int[] compared;

  /** Ranks of the compared methods on each case; null where the case is left out. */
  private final double[][] byCase;

  RankThenAggregate(DatasetScores dataset) {
    this.dataset = dataset;
    compared = IntStream.range(0, dataset.dice().length).filter(dataset::has).toArray();
    double[][] dice = dataset.cases().orElseThrow().byCase();
    byCase =
        IntStream.range(0, dataset.cases().orElseThrow().cases())
            .mapToObj(c -> Arrays.stream(compared).mapToDouble(m -> dice[m][c]).toArray())
            .map(RankThenAggregate::ranksOfCase)
            .toArray(double[][]::new);
  }

  private static double[] ranksOfCase(double[] dice) {
    if (Arrays.stream(dice).allMatch(Double::isNaN)) {
      return null;
    }
    return Ranks.of(Arrays.stream(dice).map(d -> Double.isNaN(d) ? 1 : d).toArray());
  }

  @Override
  public double[] ranks(int[] weights) {
    double[] sums = new double[compared.length];
    double total = 0;
    for (int c = 0; c < byCase.length; c++) {
      int weight = weights == null ? 1 : weights[c];
      if (byCase[c] != null && weight > 0) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * byCase[c][i];
        }
        total += weight;
      }
    }
    double[] means = new double[dataset.dice().length];
    Arrays.fill(means, Double.NaN);
    for (int i = 0; i < compared.length; i++) {
      means[compared[i]] = total == 0 ? 0 : sums[i] / total;
    }
    return Ranks.ofLosses(means);
  }
}
