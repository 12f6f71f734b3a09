package org.voxelbench.reports.ranking;

import java.util.Arrays;
import java.util.Collection;

/**
 * The mean that leaves undefined values (NaN) out.
 *
 * <p>Values are summed in ascending order, so that the order of the rows changes no bit and equal
 * samples tie exactly.
 */
public final class Mean {

  private Mean() {}

  /** Mean of the defined values; NaN if there is none. */
  public static double of(Collection<Double> values) {
    double[] defined =
        values.stream().mapToDouble(Double::doubleValue).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(defined);
    double sum = 0;
    for (double value : defined) {
      sum += value;
    }
    return defined.length == 0 ? Double.NaN : sum / defined.length;
  }
}
