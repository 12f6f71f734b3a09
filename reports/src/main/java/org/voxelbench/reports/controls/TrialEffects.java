package org.voxelbench.reports.controls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.statistics.Bootstrap;
import org.voxelbench.reports.statistics.CaseScores;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.ScoreMatrix;
import org.voxelbench.reports.statistics.effect.EffectMeasure;
import org.voxelbench.reports.statistics.effect.PairedBootstrap;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Differences between methods in trials of different data sets, with intervals over cases and
 * seeds.
 *
 * <p>A method's own Dice has the interval of its lead over a method that finds nothing and has Dice
 * 0 throughout.
 */
final class TrialEffects {

  private static final String NOTHING = "";

  private final Trials trials;
  private final List<Trial> chosen;
  private final PairedBootstrap bootstrap;

  /**
   * Draws.
   *
   * @param chosen at least one trial, each of another data set
   */
  TrialEffects(Trials trials, List<Trial> chosen) {
    this.trials = trials;
    this.chosen = chosen;
    List<String> methods = new ArrayList<>(trials.methods().stream().map(MethodNote::id).toList());
    methods.add(NOTHING);
    bootstrap =
        new PairedBootstrap(
            new ScoreMatrix(
                methods, chosen.stream().map(trial -> withNothing(trial.scores())).toList()),
            Bootstrap.SAMPLES,
            Bootstrap.SEED);
  }

  private static DatasetScores withNothing(DatasetScores scores) {
    CaseScores cases = scores.cases().orElseThrow();
    int block = cases.seeds() * cases.classes();
    int width = cases.methods() * block;
    double[] dice = new double[cases.cases() * (width + block)];
    for (int c = 0; c < cases.cases(); c++) {
      System.arraycopy(cases.dice(), c * width, dice, c * (width + block), width);
    }
    return new DatasetScores(
        scores.name(),
        Arrays.copyOf(scores.dice(), scores.dice().length + 1),
        Optional.of(
            new CaseScores(
                cases.methods() + 1, cases.seeds(), cases.classes(), dice, cases.measured())));
  }

  /** The trials in which both methods have a Dice. */
  List<Trial> common(int method, int other) {
    return chosen.stream().filter(trial -> trial.has(method) && trial.has(other)).toList();
  }

  /** By how much a method is ahead of another over some of the trials; empty if there are none. */
  Optional<PairedEffect> lead(int method, int other, List<Trial> over) {
    return effect(id(method), id(other), over, Math.max(preTrainings(method), preTrainings(other)));
  }

  /** The mean Dice of a method over some of the trials, with its interval. */
  Optional<PairedEffect> dice(int method, List<Trial> over) {
    return effect(id(method), NOTHING, over, preTrainings(method));
  }

  private Optional<PairedEffect> effect(
      String method, String other, List<Trial> over, int preTrainings) {
    return over.isEmpty()
        ? Optional.empty()
        : Optional.of(
            bootstrap.effect(
                EffectMeasure.DICE,
                method,
                other,
                over.stream().map(trial -> trial.dataset().name()).toList(),
                preTrainings));
  }

  private String id(int method) {
    return trials.methods().get(method).id();
  }

  private int preTrainings(int method) {
    return trials.preTrainings().get(id(method));
  }
}
