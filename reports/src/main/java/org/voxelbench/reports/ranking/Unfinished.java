package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;

/** Trainings that did not come to their end, in words. */
public final class Unfinished {

  private Unfinished() {}

  /** How many runs did not finish, by their states; empty if all did. */
  public static Optional<String> runs(List<RunNote> runs) {
    Map<RunState, Integer> states = new TreeMap<>(Comparator.comparing(RunState::text));
    runs.forEach(run -> states.merge(run.state(), 1, Integer::sum));
    states.remove(RunState.DONE);
    int unfinished = states.values().stream().mapToInt(count -> count).sum();
    List<String> counts = new ArrayList<>();
    states.forEach((state, count) -> counts.add(count + " " + state.text()));
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
  public static List<String> preTrainings(Results results) {
    return preTrainings(results.experiment().summary().preTrainings(), results::joined);
  }

  /**
   * The same without any result.
   *
   * @param names what several methods are called, by their ids
   */
  public static List<String> preTrainings(
      List<PreTrainingNote> preTrainings, Function<List<String>, String> names) {
    return preTrainings.stream()
        .filter(preTraining -> preTraining.state() != RunState.DONE)
        .map(
            preTraining ->
                "The pre-training of "
                    + names.apply(preTraining.methods())
                    + ", seed "
                    + preTraining.seed()
                    + " did not finish, so no run starts from it ("
                    + preTraining.state().text()
                    + (preTraining.reason().isEmpty() ? ")." : "): " + preTraining.reason()))
        .toList();
  }
}
