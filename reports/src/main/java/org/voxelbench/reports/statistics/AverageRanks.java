package org.voxelbench.reports.statistics;

/** The mean over data sets of each method's rank. */
public final class AverageRanks {

  private AverageRanks() {}

  /**
   * Ranks on every data set.
   *
   * @return {@code [data set, method]}
   */
  public static double[][] ranks(ScoreMatrix scores, RankingScheme scheme) {
    return scores.datasets().stream().map(scheme::ranks).toArray(double[][]::new);
  }

  /**
   * Their averages.
   *
   * @param ranks {@code [data set, method]}, at least one data set
   */
  public static double[] of(double[][] ranks) {
    double[] averages = new double[ranks[0].length];
    for (double[] dataset : ranks) {
      for (int m = 0; m < averages.length; m++) {
        averages[m] += dataset[m];
      }
    }
    for (int m = 0; m < averages.length; m++) {
      averages[m] /= ranks.length;
    }
    return averages;
  }
}
