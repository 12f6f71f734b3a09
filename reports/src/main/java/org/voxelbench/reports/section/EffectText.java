package org.voxelbench.reports.section;

import java.util.List;
import org.voxelbench.reports.controls.Trial;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.TrainingCases;

/** Differences in Dice and where they were measured, in words. */
final class EffectText {

  private EffectText() {}

  /** Such as {@code 95 % interval 15.20 to 27.10, p < 0.0001}, in points. */
  static String sureness(PairedEffect effect) {
    return effect.bounded()
        ? "95\u00a0% interval "
            + interval(effect)
            + ", "
            + NumberText.named(effect.p())
            + (effect.overSeeds() ? "" : ", of one seed")
        : "too few cases for an interval";
  }

  /** Both ends in points; a dash if there are none. */
  static String interval(PairedEffect effect) {
    return effect.bounded()
        ? NumberText.percent(effect.lower()) + " to " + NumberText.percent(effect.upper())
        : NumberText.NONE;
  }

  /** The same as a cell, sorted by the lower end. */
  static HtmlCell intervalCell(PairedEffect effect) {
    return HtmlCell.number(interval(effect), effect.bounded() ? effect.lower() : Double.NaN);
  }

  /** Such as {@code , at 4 training cases}; nothing where the number isn't stated. */
  static String at(List<Trial> trials) {
    List<TrainingCases> sizes = trials.stream().map(Trial::trainingCases).distinct().toList();
    if (sizes.stream().allMatch(TrainingCases.UNSTATED::equals)) {
      return "";
    }
    return ", at "
        + (sizes.size() == 1
            ? sizes.get(0).words()
            : NumberText.enumerate(
                trials.stream()
                    .map(trial -> trial.trainingCases().words() + " of " + trial.dataset().name())
                    .toList()));
  }
}
