package org.voxelbench.reports.claims;

import org.voxelbench.reports.statistics.effect.PairedEffect;

/**
 * A lead in the mean over data sets of Dice, in points, or of ranks.
 *
 * @param scale units of the claim in one of the effect
 */
record MeanLead(String better, String than, PairedEffect paired, double scale) implements PairLead {

  @Override
  public double effect() {
    return scale * paired.effect();
  }

  @Override
  public double lower(double tail) {
    return scale * (paired.effect() - paired.variance().halfWidth(tail));
  }

  @Override
  public double upper(double tail) {
    return scale * (paired.effect() + paired.variance().halfWidth(tail));
  }

  @Override
  public double p() {
    return paired.p();
  }
}
