package org.voxelbench.reports.ranking;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;

/**
 * What every method owes on one data set: each row that any method has there.
 *
 * <p>A method that lacks some of them (a run failed, or is not done yet) can't be compared on the
 * data set, since its mean would be over other cases.
 */
final class ExpectedRows {

  private static final String DONE = "done";
  private static final String PLANNED = "planned";

  private record Run(long seed, int fold) {}

  private record Place(String caseId, String label) {}

  private final Map<Run, Set<Place>> runs;
  private final Map<String, String> labels;

  private ExpectedRows(Map<Run, Set<Place>> runs, Map<String, String> labels) {
    this.runs = runs;
    this.labels = labels;
  }

  /** Of all methods' rows on one data set, in the experiment's order. */
  static ExpectedRows of(List<ResultRow> rows) {
    Map<String, String> labels = new LinkedHashMap<>();
    rows.stream()
        .filter(Scores::foreground)
        .forEach(r -> labels.putIfAbsent(r.label(), r.labelValues()));
    return new ExpectedRows(places(rows), labels);
  }

  /** The foreground classes and their label values, in order. */
  Map<String, String> labels() {
    return labels;
  }

  /** Rows each method owes for a class. */
  int count(String label) {
    return (int)
        runs.values().stream()
            .flatMap(Set::stream)
            .filter(place -> place.label().equals(label))
            .count();
  }

  /** What a method's rows lack, one clause for each run; empty if nothing. */
  List<String> gaps(List<ResultRow> own, List<RunNote> notes, List<PreTrainingNote> preTrainings) {
    Map<Run, Set<Place>> present = places(own);
    List<String> gaps = new ArrayList<>();
    runs.forEach(
        (run, owed) -> {
          int found = present.getOrDefault(run, Set.of()).size();
          Optional<RunNote> note = note(run, notes);
          String where = "fold " + run.fold() + ", seed " + run.seed() + ": ";
          boolean begun = note.isPresent() && !note.get().state().equals(PLANNED);
          if (begun && !note.get().state().equals(DONE)) {
            gaps.add(where + ended(note.get()));
          } else if (found == 0) {
            gaps.add(
                where + neverBegun(run, preTrainings).orElse(begun ? "no rows" : "never begun"));
          } else if (found < owed.size()) {
            gaps.add(where + (owed.size() - found) + " of " + owed.size() + " rows absent");
          }
        });
    return List.copyOf(gaps);
  }

  /** A note of that run, one that is done before any other. */
  private static Optional<RunNote> note(Run run, List<RunNote> notes) {
    return notes.stream()
        .filter(n -> n.fold() == run.fold() && n.seed() == run.seed())
        .min(Comparator.comparingInt(n -> n.state().equals(DONE) ? 0 : 1));
  }

  /** Why a run has no note, if that is for its pre-training. */
  private static Optional<String> neverBegun(Run run, List<PreTrainingNote> preTrainings) {
    return preTrainings.stream()
        .filter(p -> p.seed() == run.seed() && !p.state().equals(DONE))
        .map(p -> "pre-training " + p.state())
        .findFirst();
  }

  /** How a run ended, as a clause among others that semicolons part. */
  private static String ended(RunNote note) {
    String reason = note.reason().replaceFirst("\\.$", "").replace(';', ',');
    return reason.isEmpty() ? note.state() : note.state() + ", " + reason;
  }

  private static Map<Run, Set<Place>> places(List<ResultRow> rows) {
    return rows.stream()
        .collect(
            groupingBy(
                r -> new Run(r.seed(), r.fold()),
                () ->
                    new TreeMap<>(Comparator.comparingLong(Run::seed).thenComparingInt(Run::fold)),
                Collectors.mapping(
                    r -> new Place(r.caseId(), r.label()), Collectors.toUnmodifiableSet())));
  }
}
