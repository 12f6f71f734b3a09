package org.voxelbench.training.protocol;

import java.util.List;
import org.voxelbench.preparation.plan.PlannerPreset;

/**
 * How each data set's own plan is made.
 *
 * @param planner nnU-Net's planner, by its short name
 * @param gpuMemoryTarget GB that a training may take, as nnU-Net's {@code -gpu_memory_target}; null
 *     for the planner's own
 * @param maxPatchSize what no axis of the planned patch exceeds, {@code [D, H, W]}; null for no
 *     bound
 * @param batchSize replaces the planner's; null for the planner's
 * @param features channels per stage in place of the planner's; null for the planner's
 * @param blocks blocks per stage in place of the planner's; null for the planner's
 */
public record DynamicPlan(
    PlannerPreset planner,
    Double gpuMemoryTarget,
    List<Integer> maxPatchSize,
    Integer batchSize,
    List<Integer> features,
    List<Integer> blocks) {

  public DynamicPlan {
    Checks.present("plans.dynamic.planner", planner);
    if (gpuMemoryTarget != null) {
      Checks.positive("plans.dynamic.gpuMemoryTarget", gpuMemoryTarget);
    }
    if (maxPatchSize != null) {
      Checks.patch("plans.dynamic.maxPatchSize", maxPatchSize);
    }
    if (batchSize != null) {
      Checks.atLeast("plans.dynamic.batchSize", batchSize, 1);
    }
    if (features != null) {
      features = Checks.counts("plans.dynamic.features", features);
    }
    if (blocks != null) {
      blocks = Checks.counts("plans.dynamic.blocks", blocks);
    }
  }
}
