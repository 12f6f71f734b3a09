package org.voxelbench.harness.data;

import java.util.List;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.training.protocol.DynamicPlan;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocol;

/**
 * Makes the plan of a data set, of each kind.
 *
 * @param protocol says which plans
 */
public record DownstreamPlanner(Protocol protocol) {

  /** The plan of a data set. */
  public Plan plan(TrainingPlan kind, DatasetFingerprint fingerprint, DatasetSummary dataset) {
    return switch (kind.kind()) {
      case DYNAMIC ->
          new ExperimentPlanner(protocol.plans().dynamic().planner(), overrides())
              .plan(fingerprint, dataset);
      case FIXED -> fixed(dataset.name()).plan(fingerprint, dataset);
      case CHECKPOINT -> kind.checkpoint().orElseThrow().plan(fingerprint, dataset);
      case NO_RESAMPLING -> fixed(dataset.name()).planWithoutResampling(fingerprint, dataset);
    };
  }

  private FixedPlanner fixed(String dataset) {
    FixedPlan fixed = protocol.fixedPlan(dataset);
    return new FixedPlanner(
        fixed.spacing(), fixed.patchSize(), fixed.architecture(), fixed.batchSize());
  }

  private PlanOverrides overrides() {
    DynamicPlan dynamic = protocol.plans().dynamic();
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
