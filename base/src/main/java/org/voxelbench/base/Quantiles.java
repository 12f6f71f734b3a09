package org.voxelbench.base;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;

/** Quantiles, linear between the two nearest values: R's type 7, NumPy's default. */
public final class Quantiles {

  private static final Quantile LINEAR =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

  private Quantiles() {}

  /**
   * The value below which a share lies.
   *
   * @param values in any order, none NaN
   * @param share in [0, 1]
   * @return NaN without values
   */
  public static double of(double[] values, double share) {
    return LINEAR.evaluate(values, share);
  }

  /**
   * The same of sorted values of any type.
   *
   * @param count how many there are
   * @param sorted value by place, rising
   */
  public static double ofSorted(int count, IntToDoubleFunction sorted, double share) {
    return LINEAR.evaluate(count, sorted, share);
  }
}
