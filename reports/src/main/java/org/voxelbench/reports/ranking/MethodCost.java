package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * What a method reaches and what a run of it takes, over the data sets that answer the question.
 *
 * @param method the method
 * @param meanDice mean Dice over the data sets, in [0, 1]; NaN if it has none on one of them
 * @param trainingSeconds mean of a run's training over the data sets, in s; NaN if none finished
 * @param preTrainingSeconds the same of the whole pre-training a run builds on; NaN also if others
 *     trained the weights
 * @param inferenceSeconds the same of a run's inference
 */
public record MethodCost(
    MethodNote method,
    double meanDice,
    double trainingSeconds,
    double preTrainingSeconds,
    double inferenceSeconds) {

  /** One per method, the cheapest first; those whose cost isn't known last. */
  public static List<MethodCost> of(Results results) {
    Ranking standings = results.headline();
    Set<String> datasets =
        results.experiment().datasets(standings.scope()).stream()
            .map(DatasetNote::name)
            .collect(Collectors.toSet());
    List<Cost> costs =
        Cost.of(results.experiment()).stream().filter(c -> datasets.contains(c.dataset())).toList();
    List<MethodCost> all = new ArrayList<>();
    for (MethodRank standing : standings.all()) {
      List<Cost> own = costs.stream().filter(c -> c.method().equals(standing.method())).toList();
      all.add(
          new MethodCost(
              standing.method(),
              standing.meanDice(),
              Mean.of(own.stream().map(Cost::trainingSeconds).toList()),
              Mean.of(own.stream().map(Cost::preTrainingSeconds).toList()),
              Mean.of(own.stream().map(Cost::inferenceSeconds).toList())));
    }
    all.sort((a, b) -> Double.compare(a.seconds(), b.seconds()));
    return List.copyOf(all);
  }

  /**
   * All of a run, as if it needed its pre-training for itself, in s; NaN where a part of it isn't
   * known.
   */
  public double seconds() {
    return trainingSeconds + preTrainingSeconds + inferenceSeconds;
  }

  /** Whether it has finished runs that start from weights which others trained. */
  public boolean trainedByOthers() {
    return Double.isNaN(preTrainingSeconds) && !Double.isNaN(trainingSeconds);
  }

  /** Whether both its Dice and its time are known. */
  public boolean complete() {
    return !Double.isNaN(meanDice) && !Double.isNaN(seconds());
  }
}
