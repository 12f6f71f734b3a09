package org.voxelbench.reports.controls;

import java.util.Optional;
import org.voxelbench.reports.statistics.effect.PairedEffect;

/**
 * A method with one number of training cases.
 *
 * @param dice its mean Dice, as the lead over Dice 0; empty if it has no complete result
 * @param lead by how much it is ahead of the method from scratch; empty where one of the two has no
 *     complete result, and of that method itself
 */
public record LabelPoint(Optional<PairedEffect> dice, Optional<PairedEffect> lead) {

  /** What the interval of the lead says. */
  public enum Lead {
    AHEAD,
    OPEN,
    BEHIND,
    UNKNOWN
  }

  /** Mean Dice in [0, 1]; NaN if there is none. */
  public double mean() {
    return dice.map(PairedEffect::effect).orElse(Double.NaN);
  }

  /** Lower end of its interval, within [0, 1]; NaN if there is none. */
  public double low() {
    return dice.filter(PairedEffect::bounded).map(d -> Math.max(0, d.lower())).orElse(Double.NaN);
  }

  /** Upper end of its interval, within [0, 1]; NaN if there is none. */
  public double high() {
    return dice.filter(PairedEffect::bounded).map(d -> Math.min(1, d.upper())).orElse(Double.NaN);
  }

  /** Whether the lead's interval lies above 0, below it, or holds it. */
  public Lead state() {
    return lead.map(
            effect ->
                effect.lower() > 0 ? Lead.AHEAD : effect.upper() < 0 ? Lead.BEHIND : Lead.OPEN)
        .orElse(Lead.UNKNOWN);
  }
}
