package org.voxelbench.reports.claims;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;

/**
 * A claim and its answer in words.
 *
 * @param said the claim
 * @param names what the page calls each method, by label
 * @param scopes groups of data sets that it may be about
 * @param datasets how many data sets it is about
 */
record ClaimWords(Claim said, Map<String, String> names, List<Scope> scopes, int datasets) {

  /** The claim as a clause, such as {@code MAE beats S3D by at least 0.5 Dice points over ...}. */
  String claim() {
    String better = each(said.better());
    String than = each(said.than());
    return switch (said.in()) {
      case DICE -> better + " beats " + than + atLeast("Dice point") + " on " + over();
      case RANK -> better + " ranks above " + than + atLeast("place") + " on " + over();
      case WINS ->
          better + " beats " + than + " on at least " + number(said.by()) + " of " + over();
    };
  }

  private String each(List<String> labels) {
    List<String> called = labels.stream().map(label -> names.getOrDefault(label, label)).toList();
    return called.size() == 1 ? called.get(0) : "each of " + NumberText.enumerate(called);
  }

  private String atLeast(String unit) {
    return said.by() == 0
        ? ""
        : " by at least " + number(said.by()) + " " + unit + (said.by() == 1 ? "" : "s");
  }

  private String over() {
    for (Scope scope : scopes) {
      if (scope.key().equals(said.over())) {
        return scope.count(datasets);
      }
    }
    return said.over();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /** Why it can't be answered. */
  String lacking(List<String> gaps) {
    return "Lacking: " + String.join("; ", gaps) + ".";
  }

  /** What the interval rests on. */
  String basis(PairLead lead) {
    if (lead instanceof MeanLead mean) {
      return basis(mean.paired(), mean.paired().cases(), datasets);
    }
    List<PairedEffect> each = List.copyOf(((WinLead) lead).byDataset().values());
    return basis(each.get(0), each.stream().mapToInt(PairedEffect::cases).sum(), datasets);
  }

  private static String basis(PairedEffect effect, int cases, int datasets) {
    return NumberText.count(cases, "held-out case")
        + " of "
        + NumberText.count(datasets, "data set")
        + (effect.overSeeds()
            ? ", " + NumberText.count(effect.seeds(), "seed")
            : ", of this seed alone");
  }

  /** What it would take to decide it: to support it for every pair, or contradict it for one. */
  String needed(Lead lead) {
    PairLead pair = lead.effect() >= said.by() ? lead.leastSure() : lead.weakest();
    if (pair instanceof MeanLead mean) {
      return mean.withoutInterval().isEmpty()
          ? new NeededData(mean.paired(), said.by() / mean.scale()).sentence()
          : "A class stands in one held-out case alone on "
              + NumberText.enumerate(mean.withoutInterval())
              + ", so that there is no interval: it takes two, or a claim over other data sets.";
    }
    List<String> open = ((WinLead) pair).open();
    return "The interval of the lead in Dice holds 0 on "
        + NumberText.enumerate(open)
        + ": more cases or seeds there.";
  }

  /** A lead with its unit. */
  static String lead(double effect, ClaimMeasure in) {
    return switch (in) {
      case DICE -> signed(effect, in) + " points";
      case RANK -> signed(effect, in) + " places";
      case WINS -> NumberText.count(Math.round(effect), "data set");
    };
  }

  /** A number in the claim's unit, with its sign. */
  static String signed(double value, ClaimMeasure in) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return in == ClaimMeasure.WINS
        ? NumberText.fixed(value, 0)
        : (value >= 0 ? "+" : "") + NumberText.fixed(value, 2);
  }
}
