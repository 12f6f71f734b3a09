package org.voxelbench.reports.claims;

import java.util.List;
import org.voxelbench.reports.statistics.effect.PairedEffect;

/**
 * A lead in the mean over data sets of Dice, in points, or of ranks.
 *
 * @param scale units of the claim in one of the effect
 * @param withoutInterval data sets that make an interval impossible: a class stands in one of their
 *     held-out cases alone
 */
record MeanLead(
    String better, String than, PairedEffect paired, double scale, List<String> withoutInterval)
    implements PairLead {

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
