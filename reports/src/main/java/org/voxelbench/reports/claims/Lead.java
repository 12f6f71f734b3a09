package org.voxelbench.reports.claims;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.voxelbench.reports.statistics.effect.PairedEffect;

/**
 * By how much the methods of a claim are ahead, in the claim's unit: of several pairs, the one that
 * is least ahead.
 *
 * @param effect the lead that was measured
 * @param lower lower end of its 95 % interval
 * @param upper its upper end
 * @param p two-sided, of no lead; of several pairs the highest; NaN of a count of data sets
 * @param weakest the pair that is least ahead
 * @param leastSure the pair whose lower end is the lowest
 */
public record Lead(
    double effect, double lower, double upper, double p, PairLead weakest, PairLead leastSure) {

  /**
   * The least of the pairs' leads.
   *
   * <p>Each lower end misses with 2.5 % already, and so their least does; that no upper end of k
   * lies below its truth takes intervals that miss with 2.5 % / k.
   */
  static Lead least(List<PairLead> pairs) {
    double tail = PairedEffect.TAIL / pairs.size();
    PairLead weakest = Collections.min(pairs, Comparator.comparingDouble(PairLead::effect));
    PairLead leastSure =
        Collections.min(pairs, Comparator.comparingDouble(pair -> pair.lower(PairedEffect.TAIL)));
    return new Lead(
        weakest.effect(),
        leastSure.lower(PairedEffect.TAIL),
        pairs.stream().mapToDouble(pair -> pair.upper(tail)).min().orElseThrow(),
        pairs.stream().mapToDouble(PairLead::p).max().orElseThrow(),
        weakest,
        leastSure);
  }
}
