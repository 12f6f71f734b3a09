package org.voxelbench.harness.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.protocol.Protocol;

/**
 * Where all runs of an experiment stand.
 *
 * @param rows pre-trainings and runs, each pre-training before the first run that needs it
 */
public record Status(List<StatusRow> rows) {

  private static final String PRE_TRAINING = "pre-training";

  public Status {
    rows = List.copyOf(rows);
  }

  /** Reads the folders of all runs; nothing is written and no claim is taken. */
  static Status of(Experiment experiment, RunPaths folders) {
    Protocol protocol = experiment.protocol();
    List<StatusRow> rows = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (RunSpec run : experiment.runs()) {
      ConfiguredMethod method = run.method();
      Optional<PreTrainingSpec> spec = run.preTraining();
      Optional<RunFolder> start = spec.map(folders::preTraining);
      if (start.isPresent() && known.add(start.get().id())) {
        rows.add(
            StatusRow.of(
                spec.get().name(),
                List.of(PRE_TRAINING, method.label()),
                start.get(),
                method.pretraining(protocol).length().epochs()));
      }
      rows.add(
          StatusRow.of(
              run.name(),
              List.of(run.dataset().name(), method.label()),
              folders.run(run),
              method.training(protocol).length().epochs()));
    }
    return new Status(rows);
  }

  /** How many are in each state, in order of appearance. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
    return counts;
  }

  /** The same in words, such as {@code 2 done, 1 failed}. */
  public String countsInWords() {
    return counts().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  public boolean any(String state) {
    return counts().containsKey(state);
  }

  /** Whether all came to an end. */
  public boolean ended() {
    return rows.stream().allMatch(StatusRow::ended);
  }

  /**
   * Seconds that a row still needs, from the mean seconds of an epoch of the same method on the
   * same data set, and of its predictions if any are done; empty if no such epoch is done.
   */
  OptionalDouble left(StatusRow row) {
    double epochs = alike(row, other -> true).mapToDouble(StatusRow::epochs).sum();
    if (row.ended() || epochs == 0) {
      return row.ended() ? OptionalDouble.of(0) : OptionalDouble.empty();
    }
    double perEpoch = alike(row, other -> true).mapToDouble(StatusRow::epochSeconds).sum() / epochs;
    double inference =
        alike(row, other -> other.state().equals(StatusRow.DONE))
            .mapToDouble(StatusRow::inferenceSeconds)
            .average()
            .orElse(0);
    return OptionalDouble.of(Math.max(0, row.planned() - row.epochs()) * perEpoch + inference);
  }

  private Stream<StatusRow> alike(StatusRow row, Predicate<StatusRow> which) {
    return rows.stream().filter(other -> other.kind().equals(row.kind())).filter(which);
  }

  /** Seconds that all still need as far as that is known; those at work side by side share them. */
  double left() {
    double known = sum(row -> left(row).orElse(0));
    return known / Math.max(1, counts().getOrDefault(StatusRow.RUNNING, 0));
  }

  /** Of how many nobody knows what they still need. */
  long unknown() {
    return rows.stream().filter(row -> left(row).isEmpty()).count();
  }

  double sum(ToDoubleFunction<StatusRow> value) {
    return rows.stream().mapToDouble(value).filter(number -> !Double.isNaN(number)).sum();
  }
}
