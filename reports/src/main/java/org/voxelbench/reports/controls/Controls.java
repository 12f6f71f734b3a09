package org.voxelbench.reports.controls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.TrainingCases;

/**
 * Whether the protocol tells a good start from a bad one.
 *
 * <p>The positive control is compared with the negative one, and each with the method from scratch
 * that shares their plan: on each data set at the number of training cases that ranks are read at,
 * or, if the positive control has no rows there (it needs labelled cases that no run trains on), at
 * the largest number of which both have rows.
 *
 * @param positive the start that is known to be good
 * @param negative the start that has learnt nothing of use
 * @param scratch the method from scratch
 * @param ranked names of the data sets that ranks are read from
 * @param effects over all of these, then on each data set, of each comparison
 * @param reading what follows
 */
public record Controls(
    Optional<MethodNote> positive,
    Optional<MethodNote> negative,
    Optional<MethodNote> scratch,
    List<String> ranked,
    List<ControlEffect> effects,
    Reading reading) {

  private record Pair(MethodNote method, MethodNote other) {}

  /**
   * Compares.
   *
   * @param read data set's name to the number of training cases that its ranks are read at
   * @param ranked names of the data sets that ranks are read from
   * @param scratch the method from scratch, if there is one
   */
  public static Controls of(
      Trials trials,
      Map<String, TrainingCases> read,
      List<String> ranked,
      Optional<MethodNote> scratch) {
    Optional<MethodNote> positive = trials.control(Control.POSITIVE);
    Optional<MethodNote> negative = trials.control(Control.NEGATIVE);
    List<Pair> pairs = new ArrayList<>();
    positive.ifPresent(p -> negative.ifPresent(n -> pairs.add(new Pair(p, n))));
    Stream.of(positive, negative)
        .flatMap(Optional::stream)
        .forEach(control -> scratch.ifPresent(s -> pairs.add(new Pair(control, s))));
    List<Trial> chosen = pairs.isEmpty() ? List.of() : chosen(trials, read, pairs);
    List<ControlEffect> effects = new ArrayList<>();
    if (!chosen.isEmpty()) {
      TrialEffects measured = new TrialEffects(trials, chosen);
      pairs.forEach(pair -> effects.addAll(effects(trials, measured, pair, ranked)));
    }
    boolean any = positive.isPresent() || negative.isPresent();
    Controls unread =
        new Controls(positive, negative, scratch, ranked, List.copyOf(effects), Reading.NONE);
    return any ? unread.read() : unread;
  }

  private static List<Trial> chosen(
      Trials trials, Map<String, TrainingCases> read, List<Pair> pairs) {
    List<Trial> chosen = new ArrayList<>();
    for (DatasetNote dataset : trials.datasets()) {
      List<Trial> largestFirst = new ArrayList<>(trials.of(dataset.name()));
      Collections.reverse(largestFirst);
      TrainingCases ranked = read.get(dataset.name());
      Stream<Trial> both =
          pairs.stream()
              .flatMap(
                  pair ->
                      largestFirst.stream()
                          .filter(trial -> measured(trials, trial, pair.method()))
                          .filter(trial -> measured(trials, trial, pair.other())));
      Stream.concat(
              largestFirst.stream()
                  .filter(trial -> trial.trainingCases().equals(ranked))
                  .filter(trial -> measured(trials, trial, pairs.get(0).method())),
              both)
          .findFirst()
          .ifPresent(chosen::add);
    }
    return chosen;
  }

  private static boolean measured(Trials trials, Trial trial, MethodNote method) {
    return trial.measured().get(trials.place(method));
  }

  private static List<ControlEffect> effects(
      Trials trials, TrialEffects measured, Pair pair, List<String> ranked) {
    int method = trials.place(pair.method());
    int other = trials.place(pair.other());
    List<Trial> common = measured.common(method, other);
    List<Trial> counting =
        common.stream().filter(trial -> ranked.contains(trial.dataset().name())).toList();
    List<ControlEffect> effects = new ArrayList<>();
    effects.add(
        new ControlEffect(
            pair.method(),
            pair.other(),
            Optional.empty(),
            counting,
            measured.lead(method, other, counting)));
    for (Trial trial : common) {
      effects.add(
          new ControlEffect(
              pair.method(),
              pair.other(),
              Optional.of(trial.dataset().name()),
              List.of(trial),
              measured.lead(method, other, List.of(trial))));
    }
    return effects;
  }

  private Controls read() {
    Reading read;
    if (main().filter(lead -> !lead.above()).isPresent()) {
      read = Reading.BLIND;
    } else if (negativeLead().filter(ControlEffect::above).isPresent()) {
      read = Reading.NEGATIVE_AHEAD;
    } else {
      read = main().filter(ControlEffect::above).isPresent() ? Reading.TELLS : Reading.UNKNOWN;
    }
    return new Controls(positive, negative, scratch, ranked, effects, read);
  }

  /**
   * The lead of the positive control over the negative one; over the method from scratch, if there
   * is no negative control or it has no complete result.
   */
  public Optional<ControlEffect> main() {
    return Stream.of(negative, scratch)
        .flatMap(Optional::stream)
        .flatMap(other -> positive.flatMap(good -> overall(good, other)).stream())
        .filter(lead -> lead.effect().isPresent())
        .findFirst();
  }

  /** The lead of the negative control over the method from scratch. */
  public Optional<ControlEffect> negativeLead() {
    return negative.flatMap(control -> scratch.flatMap(other -> overall(control, other)));
  }

  private Optional<ControlEffect> overall(MethodNote method, MethodNote other) {
    return effects.stream()
        .filter(effect -> effect.dataset().isEmpty() && effect.of(method, other))
        .findFirst();
  }

  /** Both controls, as far as there are any. */
  public List<MethodNote> all() {
    return Stream.of(positive, negative).flatMap(Optional::stream).toList();
  }
}
