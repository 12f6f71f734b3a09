package org.voxelbench.reports.statistics.effect;

/**
 * How far an effect may be off: its squared standard error from the choice of cases and that from
 * the choice of seeds.
 *
 * <p>The interval's half-width is {@code sqrt(t_c^2 cases + t_s^2 seeds)}, with Student's t at each
 * part's own degrees of freedom. For normal numbers it covers at least as often as it says,
 * whatever the two parts are. What case and seed do together is in both, and so counted once too
 * often, on the safe side.
 *
 * <p>Source: S. Banerjee, Approximate confidence interval for linear functions of means of k
 * populations when the population variances are not equal, Sankhya 22:357 (1960).
 *
 * @param cases from the choice of cases
 * @param seeds from the choice of seeds; none where a data set has one seed, of whose choice
 *     nothing is known
 * @param interaction the squared standard error of what case and seed do together
 */
public record EffectVariance(VariancePart cases, VariancePart seeds, double interaction) {

  /** So many halvings of the range of log p leave less than its rounding. */
  private static final int BISECTIONS = 64;

  /** Half the width of the interval that misses on each side with this probability. */
  public double halfWidth(double tail) {
    return Math.sqrt(cases.square(tail) + seeds.square(tail));
  }

  /**
   * What it would be with more cases and seeds that vary as these do.
   *
   * @param timesCases so many times the cases of each data set
   * @param seeds how many seeds
   * @param before how many they are now
   */
  public EffectVariance with(double timesCases, int seeds, int before) {
    double timesSeeds = (double) seeds / before;
    double both = interaction / timesCases / timesSeeds;
    VariancePart ofSeeds =
        before == 1
            ? this.seeds
            : new VariancePart(
                alone(this.seeds) / timesSeeds + both,
                this.seeds.freedom() * (seeds - 1) / (before - 1));
    return new EffectVariance(
        new VariancePart(alone(cases) / timesCases + both, cases.freedom() * timesCases),
        ofSeeds,
        both);
  }

  private double alone(VariancePart part) {
    return Math.max(0, part.variance() - interaction);
  }

  /** Two-sided p of no effect: 1 less the confidence of the interval that just reaches 0. */
  double p(double effect) {
    double distance = Math.abs(effect);
    if (distance == 0) {
      return 1;
    }
    if (cases.variance() + seeds.variance() == 0) {
      return 0;
    }
    if (!cases.known()) {
      return 1;
    }
    double low = Math.log(Double.MIN_NORMAL);
    double high = Math.log(0.5);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (halfWidth(Math.exp(middle)) > distance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 2 * Math.exp(high);
  }
}
