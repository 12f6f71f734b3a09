package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.ranking.MethodEffects;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.effect.EffectMeasure;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.reports.table.NumberText;

/**
 * Whether the method that leads would be ahead of the others with other seeds too, by mean Dice.
 *
 * <p>Tests over cases take the seeds that were run for all there are. The interval of {@link
 * PairedEffect} allows for others.
 *
 * @param seeds how many seeds there are of each method, the fewest
 * @param close names of the methods over which the lead's interval holds 0
 * @param behind names of the methods over which it lies below 0, whose means are better though
 *     their ranks are not
 * @param lacking names of the methods without a Dice on one of the data sets, over which there is
 *     no lead
 */
record SeedLead(int seeds, List<String> close, List<String> behind, List<String> lacking) {

  /** Empty if the lead is shared, or if no other method has results to compare. */
  static Optional<SeedLead> of(Results results) {
    Ranking headline = results.headline();
    if (headline.leaders().size() != 1) {
      return Optional.empty();
    }
    String leader = headline.leaders().get(0).method().id();
    List<String> datasets = List.copyOf(headline.ranks().keySet());
    MethodEffects effects = MethodEffects.of(results);
    int seeds = Integer.MAX_VALUE;
    List<String> close = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (MethodRank standing : headline.ordered()) {
      String other = standing.method().id();
      if (other.equals(leader)) {
        continue;
      }
      if (!effects.gaps(EffectMeasure.DICE, leader, other, datasets).isEmpty()) {
        lacking.add(results.name(standing.method()));
        continue;
      }
      PairedEffect lead = effects.of(EffectMeasure.DICE, leader, other, datasets);
      seeds = Math.min(seeds, lead.seeds());
      if (lead.upper() < 0) {
        behind.add(results.name(standing.method()));
      } else if (lead.lower() <= 0) {
        close.add(results.name(standing.method()));
      }
    }
    return seeds == Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(
            new SeedLead(seeds, List.copyOf(close), List.copyOf(behind), List.copyOf(lacking)));
  }

  /** Whether several seeds were run, and say that others might have another leader. */
  boolean doubted() {
    return seeds > 1 && !(close.isEmpty() && behind.isEmpty());
  }

  String sentence() {
    if (seeds == 1) {
      return "With other seeds: one can't tell.";
    }
    List<String> standing = new ArrayList<>();
    if (!close.isEmpty()) {
      standing.add("can't be told from " + NumberText.some(close));
    }
    if (!behind.isEmpty()) {
      standing.add("is behind " + NumberText.some(behind));
    }
    if (standing.isEmpty()) {
      standing.add("stays ahead of all others" + (lacking.isEmpty() ? "" : " that have results"));
    }
    return "With other seeds: by mean Dice it "
        + String.join(" and ", standing)
        + " at 5\u00a0% ("
        + NumberText.count(seeds, "seed")
        + ")"
        + (lacking.isEmpty()
            ? "."
            : "; "
                + NumberText.some(lacking)
                + (lacking.size() == 1 ? " has" : " have")
                + " no result to compare.");
  }
}
