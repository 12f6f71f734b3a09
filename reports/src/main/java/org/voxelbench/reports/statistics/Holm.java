package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction: p values of a family of tests, such that rejecting those below alpha
 * errs anywhere in the family with at most probability alpha.
 *
 * <p>Source: S. Holm, A simple sequentially rejective multiple test procedure, Scand. J. Statist.
 * 6:65 (1979).
 */
public final class Holm {

  private Holm() {}

  /**
   * @param p p values; NaN for no test
   * @return the adjusted p values, in the same order; NaN for no test
   */
  public static double[] adjust(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double highest = 0;
    for (int i = 0; i < order.length; i++) {
      highest = Math.max(highest, Math.min(1, (order.length - i) * p[order[i]]));
      adjusted[order[i]] = highest;
    }
    return adjusted;
  }
}
