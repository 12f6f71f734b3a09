package org.voxelbench.harness.data;

import java.util.List;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.DynamicPlan;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Plans;

/**
 * Makes the plan of a data set, of each kind.
 *
 * @param plans what the protocol says of plans
 */
public record DownstreamPlanner(Plans plans) {

  /** The plan of a data set. */
  public Plan plan(DownstreamPlan kind, DatasetFingerprint fingerprint, DatasetSummary dataset) {
    return switch (kind) {
      case DYNAMIC ->
          new ExperimentPlanner(plans.dynamic().planner(), overrides()).plan(fingerprint, dataset);
      case FIXED -> fixed().plan(fingerprint, dataset);
      case NO_RESAMPLING -> fixed().planWithoutResampling(fingerprint, dataset);
    };
  }

  private FixedPlanner fixed() {
    FixedPlan fixed = plans.fixed();
    return new FixedPlanner(
        fixed.spacing(), fixed.patchSize(), fixed.architecture(), fixed.batchSize());
  }

  private PlanOverrides overrides() {
    DynamicPlan dynamic = plans.dynamic();
    PlanOverrides overrides = PlanOverrides.none();
    if (dynamic.gpuMemoryTarget() != null) {
      overrides = overrides.withGpuMemoryTarget(dynamic.gpuMemoryTarget());
    }
    if (dynamic.maxPatchSize() != null) {
      List<Integer> size = dynamic.maxPatchSize();
      overrides = overrides.withMaxPatchSize(size.get(0), size.get(1), size.get(2));
    }
    if (dynamic.batchSize() != null) {
      overrides = overrides.withBatchSize(dynamic.batchSize());
    }
    if (dynamic.features() != null) {
      overrides = overrides.withFeatures(new PlanOverrides.Features.Explicit(dynamic.features()));
    }
    if (dynamic.blocks() != null) {
      overrides = overrides.withBlocks(dynamic.blocks());
    }
    return overrides;
  }
}
