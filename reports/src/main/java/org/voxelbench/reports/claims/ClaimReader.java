package org.voxelbench.reports.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodEffects;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.statistics.effect.EffectMeasure;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.NamedMean;

/**
 * Answers claims from results.
 *
 * @param experiment the rows
 * @param effects the leads of any two methods
 */
record ClaimReader(ComparableRows experiment, MethodEffects effects) {

  private static final double POINTS = 100;

  /** The answer under the claim's short name. */
  ClaimAnswer answer(Claim claim, String name) {
    List<NamedMean> means = experiment.summary().means();
    List<String> datasets =
        experiment.summary().datasets().stream()
            .filter(dataset -> claim.holds(dataset.name(), dataset.role(), means))
            .map(DatasetNote::name)
            .toList();
    ClaimWords words =
        new ClaimWords(claim, experiment.methodNames(), Scope.of(means), datasets.size());
    List<String> gaps = gaps(claim, datasets);
    if (!gaps.isEmpty()) {
      return new ClaimAnswer(
          claim,
          name,
          words.claim(),
          ClaimVerdict.UNANSWERED,
          Optional.empty(),
          "",
          words.lacking(gaps));
    }
    Lead lead = Lead.least(pairs(claim, datasets));
    ClaimVerdict verdict = ClaimVerdict.of(lead, claim.by());
    return new ClaimAnswer(
        claim,
        name,
        words.claim(),
        verdict,
        Optional.of(lead),
        words.basis(lead.weakest()),
        verdict == ClaimVerdict.UNDECIDED ? words.needed(lead) : "");
  }

  private List<String> gaps(Claim claim, List<String> datasets) {
    if (datasets.isEmpty()) {
      return List.of("the protocol has no " + claim.over() + " data set");
    }
    if (claim.in() == ClaimMeasure.WINS && claim.by() > datasets.size()) {
      return List.of("only " + datasets.size() + " data sets are " + claim.over());
    }
    EffectMeasure measure =
        claim.in() == ClaimMeasure.RANK ? EffectMeasure.RANK : EffectMeasure.DICE;
    List<String> gaps = new ArrayList<>();
    for (String better : claim.better()) {
      for (String than : claim.than()) {
        gaps.addAll(effects.gaps(measure, better, than, datasets));
        gaps.addAll(effects.unfinished(better, than, datasets));
      }
    }
    return gaps.stream().distinct().toList();
  }

  private List<PairLead> pairs(Claim claim, List<String> datasets) {
    List<PairLead> pairs = new ArrayList<>();
    for (String better : claim.better()) {
      claim.than().forEach(than -> pairs.add(pair(claim.in(), better, than, datasets)));
    }
    return pairs;
  }

  private PairLead pair(ClaimMeasure in, String better, String than, List<String> datasets) {
    return switch (in) {
      case DICE -> mean(EffectMeasure.DICE, better, than, datasets, POINTS);
      case RANK -> mean(EffectMeasure.RANK, better, than, datasets, 1);
      case WINS -> new WinLead(better, than, onEach(better, than, datasets));
    };
  }

  private MeanLead mean(
      EffectMeasure measure, String better, String than, List<String> datasets, double scale) {
    PairedEffect lead = effects.of(measure, better, than, datasets);
    List<String> withoutInterval =
        lead.bounded()
            ? List.of()
            : datasets.stream()
                .filter(one -> !effects.of(measure, better, than, List.of(one)).bounded())
                .toList();
    return new MeanLead(better, than, lead, scale, withoutInterval);
  }

  private Map<String, PairedEffect> onEach(String better, String than, List<String> datasets) {
    Map<String, PairedEffect> leads = new LinkedHashMap<>();
    for (String dataset : datasets) {
      leads.put(dataset, effects.of(EffectMeasure.DICE, better, than, List.of(dataset)));
    }
    return leads;
  }
}
