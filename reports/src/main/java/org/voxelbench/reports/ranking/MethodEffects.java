package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.statistics.ScoreMatrix;
import org.voxelbench.reports.statistics.effect.EffectMeasure;
import org.voxelbench.reports.statistics.effect.PairedBootstrap;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * By how much any method is ahead of any other on any of the data sets, with intervals.
 *
 * <p>A data set on which one of the two has no comparable Dice is never dropped: there is no effect
 * over it, and {@link #gaps} says why.
 */
public final class MethodEffects {

  private final ComparableRows experiment;
  private final Scores scores;
  private final PairedBootstrap all;
  private final PairedBootstrap ranked;

  private MethodEffects(ComparableRows experiment, Scores scores) {
    this.experiment = experiment;
    this.scores = scores;
    ScoreMatrix matrix = CaseDice.of(experiment, scores);
    all = drawn(matrix);
    ScoreMatrix contenders = matrix;
    for (MethodNote method : experiment.methods()) {
      if (method.control() != Control.NONE) {
        contenders = contenders.without(contenders.methods().indexOf(method.id()));
      }
    }
    ranked = contenders == matrix ? all : drawn(contenders);
  }

  private static PairedBootstrap drawn(ScoreMatrix matrix) {
    return new PairedBootstrap(matrix, RankStatistics.SAMPLES, RankStatistics.SEED);
  }

  /** Draws samples of the cases, once for all pairs. */
  public static MethodEffects of(Results results) {
    return of(results.experiment(), results.scores());
  }

  /** The same of rows and their means. */
  public static MethodEffects of(ComparableRows experiment, Scores scores) {
    return new MethodEffects(experiment, scores);
  }

  /**
   * What an effect of two methods over these data sets lacks, one clause each; empty if nothing.
   *
   * @param datasets names of data sets of the protocol
   */
  public List<String> gaps(
      EffectMeasure measure, String method, String other, List<String> datasets) {
    List<String> gaps = new ArrayList<>();
    for (String id : List.of(method, other)) {
      if (measure == EffectMeasure.RANK && note(id).control() != Control.NONE) {
        gaps.add(experiment.methodNames().get(id) + " is a control, which has no rank");
      }
    }
    for (String dataset : datasets) {
      for (String id : List.of(method, other)) {
        gap(id, dataset).ifPresent(gaps::add);
      }
    }
    return List.copyOf(gaps);
  }

  private Optional<String> gap(String id, String dataset) {
    Optional<DatasetNote> note =
        experiment.datasets().stream().filter(d -> d.name().equals(dataset)).findFirst();
    if (note.isEmpty()) {
      return Optional.of("no method has rows on " + dataset);
    }
    MethodScore score = scores.cell(note.get(), note(id));
    if (!Double.isNaN(score.dice())) {
      return Optional.empty();
    }
    return Optional.of(
        experiment.methodNames().get(id)
            + " has no comparable Dice on "
            + dataset
            + (score.complete()
                ? " (no case has a class)"
                : " (" + String.join("; ", score.gaps()) + ")"));
  }

  /**
   * By how much a method is ahead of another in the mean over data sets.
   *
   * @param datasets names of the data sets, at least one
   * @throws ReportException if there are {@link #gaps}
   */
  public PairedEffect of(
      EffectMeasure measure, String method, String other, List<String> datasets) {
    List<String> gaps = gaps(measure, method, other, datasets);
    if (!gaps.isEmpty()) {
      throw new ReportException(
          "there is no effect of " + method + " over " + other + ": " + String.join("; ", gaps));
    }
    return (measure == EffectMeasure.RANK ? ranked : all)
        .effect(measure, method, other, datasets, sharesSeeds(method) || sharesSeeds(other));
  }

  private boolean sharesSeeds(String id) {
    return experiment.sharesSeeds(note(id));
  }

  private MethodNote note(String id) {
    return experiment.methods().stream()
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ReportException(
                    "the results hold no method '"
                        + id
                        + "', only "
                        + String.join(", ", experiment.methodNames().keySet())));
  }
}
