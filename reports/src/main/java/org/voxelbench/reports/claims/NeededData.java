package org.voxelbench.reports.claims;

import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.voxelbench.reports.statistics.effect.EffectVariance;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.reports.table.NumberText;

/**
 * How many cases or seeds would decide a claim, if the effect stayed as it is and new ones varied
 * as these do.
 *
 * @param effect the effect, which has an interval that holds the bound
 * @param by the bound, in the effect's unit
 */
record NeededData(PairedEffect effect, double by) {

  /** Nobody runs more than so many times the cases or seeds. */
  private static final int MOST_TIMES = 100;

  private static final String START = "If the effect stays as it is, it takes about ";

  private String end() {
    return effect.effect() < by ? " to contradict it" : " to support it";
  }

  /** One sentence. */
  String sentence() {
    OptionalInt cases = fewest(effect.cases() * MOST_TIMES, effect.cases(), this::moreCases);
    OptionalInt seeds =
        effect.overSeeds()
            ? fewest(effect.seeds() * MOST_TIMES, effect.seeds(), this::moreSeeds)
            : OptionalInt.empty();
    if (cases.isEmpty() && seeds.isEmpty()) {
      return both();
    }
    StringBuilder sentence = new StringBuilder(START);
    cases.ifPresent(
        n -> sentence.append(n).append(" held-out cases in place of ").append(effect.cases()));
    seeds.ifPresent(
        n ->
            sentence
                .append(cases.isPresent() ? ", or " : "")
                .append(n)
                .append(" seeds in place of ")
                .append(effect.seeds()));
    return sentence.append(end()).append(alone(cases, seeds)).append('.').toString();
  }

  /** What one kind alone can't do. */
  private String alone(OptionalInt cases, OptionalInt seeds) {
    if (!effect.overSeeds()) {
      return ", with this seed; to know of other seeds takes at least 2";
    }
    return cases.isEmpty()
        ? "; more cases alone would not do"
        : seeds.isEmpty() ? "; more seeds alone would not do" : "";
  }

  private String both() {
    int before = effect.seeds();
    OptionalInt times =
        fewest(
            MOST_TIMES,
            1,
            n -> effect.variance().with(n, effect.overSeeds() ? n * before : before, before));
    return times.isEmpty()
        ? "No affordable number of cases or seeds: the effect is too close to what is claimed."
        : START
            + NumberText.count(times.getAsInt() * effect.cases(), "held-out case")
            + (effect.overSeeds() ? " and " + times.getAsInt() * before + " seeds together" : "")
            + end()
            + ".";
  }

  private EffectVariance moreCases(int cases) {
    return effect.variance().with((double) cases / effect.cases(), effect.seeds(), effect.seeds());
  }

  private EffectVariance moreSeeds(int seeds) {
    return effect.variance().with(1, seeds, effect.seeds());
  }

  /** The fewest above those there are with which the interval lies on one side of the bound. */
  private OptionalInt fewest(int most, int before, IntFunction<EffectVariance> with) {
    int low = before;
    int high = most;
    if (!decides(with.apply(high))) {
      return OptionalInt.empty();
    }
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (decides(with.apply(middle))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalInt.of(high);
  }

  private boolean decides(EffectVariance variance) {
    return variance.halfWidth(PairedEffect.TAIL) < Math.abs(effect.effect() - by);
  }
}
