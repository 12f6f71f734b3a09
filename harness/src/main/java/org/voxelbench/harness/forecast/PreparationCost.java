package org.voxelbench.harness.forecast;

import java.util.Map;
import org.voxelbench.harness.experiment.TrainingPlan;

/**
 * What the preparation of a data set takes.
 *
 * @param readingSeconds verification and fingerprint, for each voxel as read
 * @param planSeconds preprocessing, by the kind of plan, for each voxel of the prepared case
 * @param planBytes in the cache, likewise
 */
record PreparationCost(
    double readingSeconds,
    Map<TrainingPlan, Double> planSeconds,
    Map<TrainingPlan, Double> planBytes) {

  /** What lies in the cache already. */
  static final PreparationCost NONE = new PreparationCost(0, Map.of(), Map.of());

  PreparationCost {
    planSeconds = Map.copyOf(planSeconds);
    planBytes = Map.copyOf(planBytes);
  }

  /**
   * Seconds for cases of so many voxels.
   *
   * @param read as they are read
   * @param prepared under each kind of plan
   */
  double seconds(double read, Map<TrainingPlan, Double> prepared) {
    return read * readingSeconds + sum(planSeconds, prepared);
  }

  /**
   * Bytes in the cache.
   *
   * @param prepared voxels under each kind of plan
   */
  double bytes(Map<TrainingPlan, Double> prepared) {
    return sum(planBytes, prepared);
  }

  private static double sum(Map<TrainingPlan, Double> each, Map<TrainingPlan, Double> prepared) {
    return each.entrySet().stream()
        .mapToDouble(cost -> cost.getValue() * prepared.get(cost.getKey()))
        .sum();
  }
}
