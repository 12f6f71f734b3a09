package org.voxelbench.harness.forecast;

import java.util.Map;
import org.voxelbench.harness.experiment.TrainingPlan;

/**
 * What the preparation of a data set takes, for each voxel as read of a case.
 *
 * @param readingSeconds verification and fingerprint
 * @param planSeconds preprocessing, by the kind of plan
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

  /** Seconds for cases of so many voxels. */
  double seconds(double voxels) {
    return voxels
        * (readingSeconds + planSeconds.values().stream().mapToDouble(each -> each).sum());
  }

  /** Bytes in the cache. */
  double bytes(double voxels) {
    return voxels * planBytes.values().stream().mapToDouble(each -> each).sum();
  }
}
