package org.voxelbench.reports.controls;

import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * By how much a control is ahead of another method.
 *
 * @param method the control
 * @param other what it is compared with
 * @param dataset the data set; empty for the mean over all that ranks are read from
 * @param trials the trials in which both have a Dice
 * @param effect the difference in Dice; empty without trials
 */
public record ControlEffect(
    MethodNote method,
    MethodNote other,
    Optional<String> dataset,
    List<Trial> trials,
    Optional<PairedEffect> effect) {

  /** Whether the interval lies above 0. */
  boolean above() {
    return effect.filter(e -> e.lower() > 0).isPresent();
  }

  boolean of(MethodNote first, MethodNote second) {
    return method.id().equals(first.id()) && other.id().equals(second.id());
  }
}
