package org.voxelbench.reports.statistics;

/** Ranks of the methods on one data set from a sample of its cases. */
@FunctionalInterface
interface CaseRanking {

  /**
   * @param weights how often each case is in the sample; null for each once
   * @return the methods' ranks
   */
  double[] ranks(int[] weights);
}
