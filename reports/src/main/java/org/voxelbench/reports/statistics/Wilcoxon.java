package org.voxelbench.reports.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of paired differences.
 *
 * <p>Differences of 0 are dropped (Wilcoxon's own way) and counted; tied ones share the mean of
 * their ranks. Up to {@value #MOST_EXACT} differences p is exact, with ties too: the share of all
 * sign patterns of these very ranks that are at least as extreme. Above, it is that of the normal
 * distribution with the variance corrected for ties and no continuity correction. Without any
 * difference nothing speaks against equality: p is 1 and the effect 0.
 *
 * @param wPlus sum of the ranks of positive differences
 * @param wMinus sum of the ranks of negative differences
 * @param used differences other than 0
 * @param zeros differences of 0
 * @param pLess p against the alternative that differences tend to be negative
 * @param pGreater p against the alternative that differences tend to be positive
 */
public record Wilcoxon(
    double wPlus, double wMinus, int used, int zeros, double pLess, double pGreater) {

  /** Up to so many differences p is exact. */
  public static final int MOST_EXACT = 50;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The test of differences, in any order.
   *
   * @param differences of each pair; NaN for no pair
   */
  public static Wilcoxon of(double[] differences) {
    return new SignedRanks(differences).test(null);
  }

  /**
   * @param ties sizes of the groups of equal absolute differences, smallest difference first
   */
  static Wilcoxon of(double wPlus, double wMinus, int zeros, int[] ties) {
    int used = Arrays.stream(ties).sum();
    if (used == 0) {
      return new Wilcoxon(0, 0, 0, zeros, 1, 1);
    }
    if (used <= MOST_EXACT) {
      int[] doubled = doubledRanks(ties, used);
      return new Wilcoxon(
          wPlus, wMinus, used, zeros, atMost(wPlus, doubled), atMost(wMinus, doubled));
    }
    double z = (wPlus - wMinus) / 2 / deviation(ties, used);
    return new Wilcoxon(
        wPlus, wMinus, used, zeros, NORMAL.cumulativeProbability(z), NORMAL.survivalProbability(z));
  }

  /** p against the alternative that differences tend to either side. */
  public double p() {
    return Math.min(1, 2 * Math.min(pLess, pGreater));
  }

  /** Whether p is exact. */
  public boolean exact() {
    return used <= MOST_EXACT;
  }

  /**
   * The matched-pairs rank-biserial correlation in [-1, 1]: positive ranks less negative ranks, as
   * a share of all ranks. It is 1 if every difference is positive; 0 without any difference.
   *
   * <p>Source: D. Kerby, The simple difference formula, Comprehensive Psychology 3:1 (2014).
   */
  public double rankBiserial() {
    return used == 0 ? 0 : (wPlus - wMinus) / (wPlus + wMinus);
  }

  /**
   * The smallest two-sided p that so many differences could give: if all, none tied, had one sign.
   */
  public static double smallestP(int used) {
    if (used == 0) {
      return 1;
    }
    if (used <= MOST_EXACT) {
      return Math.min(1, Math.scalb(2.0, -used));
    }
    double n = used;
    double z = n * (n + 1) / 4 / Math.sqrt(n * (n + 1) * (2 * n + 1) / 24);
    return 2 * NORMAL.survivalProbability(z);
  }

  private static double deviation(int[] ties, double n) {
    double tied = 0;
    for (double t : ties) {
      tied += t * t * t - t;
    }
    return Math.sqrt((n * (n + 1) * (2 * n + 1) - tied / 2) / 24);
  }

  /** Twice the ranks, which ties can make half. */
  private static int[] doubledRanks(int[] ties, int used) {
    int[] ranks = new int[used];
    int place = 0;
    for (int t : ties) {
      Arrays.fill(ranks, place, place + t, 2 * place + t + 1);
      place += t;
    }
    return ranks;
  }

  /** Probability that a random choice of signs gives a rank sum of one sign of at most w. */
  private static double atMost(double w, int[] doubledRanks) {
    int limit = (int) Math.round(2 * w);
    double[] share = new double[limit + 1];
    share[0] = 1;
    int reached = 0;
    for (int rank : doubledRanks) {
      reached = Math.min(limit, reached + rank);
      for (int sum = reached; sum >= 0; sum--) {
        share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
      }
    }
    return Math.min(1, Arrays.stream(share).sum());
  }
}
