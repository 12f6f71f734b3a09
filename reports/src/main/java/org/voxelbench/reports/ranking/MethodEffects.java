package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * over it, and {@link #gaps} says why. Controls have Dice, but no rank.
 */
public final class MethodEffects {

  private final ComparableRows experiment;
  private final Measured contenders;
  private Measured withControls;

  /**
   * Methods that are compared with each other.
   *
   * @param experiment their rows
   * @param scores their Dice
   * @param bootstrap of these
   */
  private record Measured(ComparableRows experiment, Scores scores, PairedBootstrap bootstrap) {

    static Measured of(ComparableRows experiment, Scores scores) {
      return new Measured(
          experiment,
          scores,
          new PairedBootstrap(
              CaseDice.of(experiment, scores), RankStatistics.SAMPLES, RankStatistics.SEED));
    }
  }

  private MethodEffects(ComparableRows experiment, Scores scores) {
    this.experiment = experiment;
    this.contenders = Measured.of(experiment, scores);
  }

  /** Draws samples of the cases, once for all pairs. */
  public static MethodEffects of(Results results) {
    return of(results.experiment(), results.scores());
  }

  /** The same of rows and their means. */
  public static MethodEffects of(ComparableRows experiment, Scores scores) {
    return new MethodEffects(experiment, scores);
  }

  /** The contenders, or, if one of the two methods is none, the controls beside them. */
  private Measured measured(String method, String other) {
    if (!isControl(method) && !isControl(other)) {
      return contenders;
    }
    if (withControls == null) {
      ComparableRows every = experiment.withControls();
      withControls = Measured.of(every, Scores.ofDice(every));
    }
    return withControls;
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
      if (measure == EffectMeasure.RANK && isControl(id)) {
        gaps.add(experiment.methodNames().get(id) + " is a control, which has no rank");
      }
    }
    for (String dataset : datasets) {
      for (String id : List.of(method, other)) {
        gap(measured(method, other), id, dataset).ifPresent(gaps::add);
      }
    }
    return List.copyOf(gaps);
  }

  /**
   * What two methods owe by the protocol and no method has on these data sets, one clause for each
   * method and data set; empty if nothing.
   *
   * <p>Where all lack a run there is an effect over the rest, but none over what the protocol asks
   * for.
   */
  public List<String> unfinished(String method, String other, List<String> datasets) {
    Measured measured = measured(method, other);
    List<String> clauses = new ArrayList<>();
    for (DatasetNote dataset : measured.experiment().datasets()) {
      if (!datasets.contains(dataset.name())) {
        continue;
      }
      for (String id : List.of(method, other)) {
        List<String> runs =
            measured
                .scores()
                .expected(dataset)
                .unfinished(experiment.runs(dataset, note(id)), experiment.preTrainings(note(id)));
        if (!runs.isEmpty()) {
          clauses.add(
              experiment.methodNames().get(id)
                  + " lacks runs on "
                  + dataset.name()
                  + ", as all do ("
                  + String.join("; ", runs)
                  + ")");
        }
      }
    }
    return List.copyOf(clauses);
  }

  private Optional<String> gap(Measured measured, String id, String dataset) {
    Optional<DatasetNote> note =
        measured.experiment().datasets().stream().filter(d -> d.name().equals(dataset)).findFirst();
    if (note.isEmpty()) {
      return Optional.of("no method has rows on " + dataset);
    }
    MethodScore score = measured.scores().cell(note.get(), note(id));
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
    return measured(method, other)
        .bootstrap()
        .effect(
            measure, method, other, datasets, Math.max(preTrainings(method), preTrainings(other)));
  }

  private int preTrainings(String id) {
    return experiment.seedsOfPreTraining(note(id));
  }

  private boolean isControl(String id) {
    return note(id).control() != Control.NONE;
  }

  private MethodNote note(String id) {
    return experiment.everyMethod().stream()
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
