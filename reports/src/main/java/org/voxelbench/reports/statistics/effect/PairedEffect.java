package org.voxelbench.reports.statistics.effect;

/**
 * By how much one method is ahead of another, averaged over data sets, and how sure that is.
 *
 * @param effect the difference of the two methods' numbers; above 0 if the first is better
 * @param lower lower end of the 95 % interval; minus infinity if the cases are too few for one
 * @param upper its upper end
 * @param p two-sided, of no effect; 1 if there is no interval
 * @param datasets how many data sets it is averaged over
 * @param cases held-out cases in all of them
 * @param seeds seeds of each of them, the fewest; if 1, the interval is of these seeds, not of
 *     others
 * @param variance what the interval is made of
 */
public record PairedEffect(
    double effect,
    double lower,
    double upper,
    double p,
    int datasets,
    int cases,
    int seeds,
    EffectVariance variance) {

  /** Probability that the interval lies above the effect, and that it lies below it. */
  public static final double TAIL = 0.025;

  static PairedEffect of(
      double effect, EffectVariance variance, int datasets, int cases, int seeds) {
    double halfWidth = variance.halfWidth(TAIL);
    return new PairedEffect(
        effect,
        effect - halfWidth,
        effect + halfWidth,
        variance.p(effect),
        datasets,
        cases,
        seeds,
        variance);
  }

  /** Whether there is an interval: each data set has a class in at least two cases. */
  public boolean bounded() {
    return Double.isFinite(lower);
  }

  /** Whether the interval holds the choice of seeds too, or that of cases alone. */
  public boolean overSeeds() {
    return seeds > 1;
  }
}
