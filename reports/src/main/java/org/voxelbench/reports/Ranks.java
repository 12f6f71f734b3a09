package org.voxelbench.reports;

import java.util.Arrays;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Ranks of methods on one data set: the highest Dice is 1, equal Dice shares the mean of its
 * places, and undefined Dice (NaN: a missing run) shares the last places. The ranks of k methods
 * always sum to k (k + 1) / 2.
 *
 * <p>Dice counts as equal if it agrees to 12 decimals, so that rounding in the last bit of a mean
 * breaks no tie.
 */
final class Ranks {

  private static final double RESOLUTION = 1e12;

  private Ranks() {}

  /**
   * @param dice Dice in [0, 1] of each method, NaN where missing
   * @return the methods' ranks, in the same order
   */
  static double[] of(double[] dice) {
    double[] loss = Arrays.stream(dice).map(d -> Math.rint((1 - d) * RESOLUTION)).toArray();
    return new NaturalRanking(NaNStrategy.MAXIMAL, TiesStrategy.AVERAGE).apply(loss);
  }
}
