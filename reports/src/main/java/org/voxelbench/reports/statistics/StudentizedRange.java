package org.voxelbench.reports.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The range of k standard normal numbers: the studentised range with infinitely many degrees of
 * freedom, on which Nemenyi's test rests.
 *
 * <p>Its survival function is the integral over z of {@code k phi(z) (Phi(z)^(k-1) - (Phi(z) -
 * Phi(z - q))^(k-1))}, z being the largest of the numbers; the integrand is smooth and vanishes at
 * both ends, so the trapezoidal rule gives it to about 14 digits.
 *
 * @param k how many numbers, at least 2
 */
record StudentizedRange(int k) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double STEP = 1.0 / 32;
  private static final double END = 40;

  StudentizedRange {
    if (k < 2) {
      throw new IllegalArgumentException("a range takes at least 2 numbers, not " + k);
    }
  }

  /** Probability of a range of more than q. */
  double survival(double q) {
    if (q <= 0) {
      return 1;
    }
    double sum = 0;
    for (double z = -END; z <= END; z += STEP) {
      double below = NORMAL.cumulativeProbability(z);
      double outside = NORMAL.cumulativeProbability(z - q) / below;
      if (below > 0 && outside > 0) {
        sum +=
            NORMAL.density(z)
                * Math.pow(below, k - 1)
                * -Math.expm1((k - 1) * Math.log1p(-Math.min(1, outside)));
      }
    }
    return Math.min(1, k * sum * STEP);
  }

  /** The range that is exceeded with a probability of alpha in (0, 1). */
  double quantile(double alpha) {
    double low = 0;
    double high = END;
    while (Math.nextUp(low) < high) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (survival(middle) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
