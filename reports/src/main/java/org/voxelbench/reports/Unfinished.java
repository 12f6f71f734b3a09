package org.voxelbench.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.protocol.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.protocol.results.ExperimentSummary.RunNote;

/** Trainings that did not come to their end, and steps that came to nothing, in words. */
final class Unfinished {

  private static final String DONE = "done";

  private Unfinished() {}

  /** How many runs did not finish, by their states; empty if all did. */
  static Optional<String> runs(List<RunNote> runs) {
    Map<String, Integer> states = new TreeMap<>();
    runs.forEach(run -> states.merge(run.state(), 1, Integer::sum));
    states.remove(DONE);
    int unfinished = states.values().stream().mapToInt(count -> count).sum();
    List<String> counts = new ArrayList<>();
    states.forEach((state, count) -> counts.add(count + " " + state));
    return unfinished == 0
        ? Optional.empty()
        : Optional.of(
            unfinished
                + " of "
                + NumberText.count(runs.size(), "run")
                + " did not finish ("
                + String.join(", ", counts)
                + ").");
  }

  /** Each pre-training that did not finish, with its reason. */
  static List<String> preTrainings(Results results) {
    return results.experiment().summary().preTrainings().stream()
        .filter(preTraining -> !preTraining.state().equals(DONE))
        .map(
            preTraining ->
                "The pre-training of "
                    + title(results, preTraining)
                    + " did not finish, so no run starts from it ("
                    + preTraining.state()
                    + (preTraining.reason().isEmpty() ? ")." : "): " + preTraining.reason()))
        .toList();
  }

  /** What a pre-training is called: its methods and its seed. */
  static String title(Results results, PreTrainingNote preTraining) {
    return preTraining.methods().stream()
            .map(id -> results.names().getOrDefault(id, id))
            .collect(Collectors.joining(" and "))
        + ", seed "
        + preTraining.seed();
  }

  /** How many steps were skipped, by methods; empty if none. */
  static Optional<String> skippedSteps(Results results) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (PreTrainingNote preTraining : results.experiment().summary().preTrainings()) {
      counts.merge(
          "pre-training of " + title(results, preTraining),
          preTraining.skippedSteps(),
          Integer::sum);
    }
    for (RunNote run : results.experiment().summary().runs()) {
      counts.merge(
          "runs of " + results.names().getOrDefault(run.method(), run.method()),
          run.skippedSteps(),
          Integer::sum);
    }
    counts.values().removeIf(count -> count == 0);
    int all = counts.values().stream().mapToInt(count -> count).sum();
    return all == 0
        ? Optional.empty()
        : Optional.of(
            NumberText.count(all, "step")
                + " skipped without an update, since loss or gradient was not finite ("
                + counts.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining("; "))
                + ").");
  }
}
