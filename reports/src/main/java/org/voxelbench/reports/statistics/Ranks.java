package org.voxelbench.reports.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Ranks of methods on one data set: the highest Dice is 1, equal Dice shares the mean of its
 * places, and undefined Dice (NaN: a missing run) shares the last places. The ranks of k methods
 * always sum to k (k + 1) / 2.
 *
 * <p>Values count as equal if they agree to 12 decimals, so that rounding in the last bit of a mean
 * breaks no tie.
 */
public final class Ranks {

  private static final double RESOLUTION = 1e12;

  private Ranks() {}

  /**
   * @param dice Dice in [0, 1] of each method (any scale where higher is better), NaN where missing
   * @return the methods' ranks, in the same order
   */
  public static double[] of(double[] dice) {
    return ofLosses(Arrays.stream(dice).map(d -> 1 - d).toArray());
  }

  /**
   * @param losses a number of each method of which the lowest is best, such as its average rank;
   *     NaN where missing
   * @return the methods' ranks, in the same order
   */
  public static double[] ofLosses(double[] losses) {
    double[] rounded = Arrays.stream(losses).map(Ranks::rounded).toArray();
    return new NaturalRanking(NaNStrategy.MAXIMAL, TiesStrategy.AVERAGE).apply(rounded);
  }

  /** The value in units of the resolution, so that equality ignores rounding. */
  static double rounded(double value) {
    return Math.rint(value * RESOLUTION);
  }
}
