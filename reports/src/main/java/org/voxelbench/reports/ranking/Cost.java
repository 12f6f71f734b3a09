package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;

/**
 * What the finished runs of one method on one data set took.
 *
 * @param dataset data set's name
 * @param method the method
 * @param runs runs of the protocol
 * @param done runs that finished; the means below are over them
 * @param trainingSeconds mean of a run's training, in s; NaN if none finished
 * @param preTrainingSeconds mean of the whole pre-training a run builds on, in s; NaN if others
 *     trained the weights, whose share the numbers below don't hold
 * @param inferenceSeconds mean of a run's inference, in s
 * @param device {@code CPU} or {@code GPU}, or both; empty if none finished
 * @param deviceHours mean of a run's CPU- or GPU-hours, pre-training included
 * @param preTrainingDeviceHours the pre-training's share of them
 * @param peakMemoryBytes highest of all finished runs, in bytes
 * @param energyJoules mean energy of a run, pre-training included; NaN where a machine doesn't tell
 */
public record Cost(
    String dataset,
    MethodNote method,
    int runs,
    int done,
    double trainingSeconds,
    double preTrainingSeconds,
    double inferenceSeconds,
    String device,
    double deviceHours,
    double preTrainingDeviceHours,
    double peakMemoryBytes,
    double energyJoules) {

  /** One per data set and method that has runs. */
  public static List<Cost> of(ComparableRows experiment) {
    List<Cost> costs = new ArrayList<>();
    for (DatasetNote dataset : experiment.summary().datasets()) {
      for (MethodNote method : experiment.methods()) {
        List<RunNote> runs = experiment.runs(dataset, method);
        if (!runs.isEmpty()) {
          costs.add(of(dataset.name(), method, runs, experiment.trainedByOthers(method.id())));
        }
      }
    }
    return costs;
  }

  private static Cost of(
      String dataset, MethodNote method, List<RunNote> runs, boolean trainedByOthers) {
    List<RunNote> done = runs.stream().filter(r -> r.state() == RunState.DONE).toList();
    return new Cost(
        dataset,
        method,
        runs.size(),
        done.size(),
        mean(done, RunNote::trainingSeconds),
        trainedByOthers ? Double.NaN : mean(done, RunNote::preTrainingSeconds),
        mean(done, RunNote::inferenceSeconds),
        done.stream()
            .map(run -> run.onCard() ? "GPU" : "CPU")
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and ")),
        mean(done, RunNote::deviceHours),
        mean(done, RunNote::preTrainingDeviceHours),
        done.stream().mapToDouble(RunNote::peakMemoryBytes).max().orElse(Double.NaN),
        done.stream().mapToDouble(RunNote::energyJoules).average().orElse(Double.NaN));
  }

  private static double mean(List<RunNote> runs, ToDoubleFunction<RunNote> seconds) {
    return Mean.of(runs.stream().map(r -> seconds.applyAsDouble(r)).toList());
  }
}
