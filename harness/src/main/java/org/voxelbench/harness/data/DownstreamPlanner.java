package org.voxelbench.harness.data;

import java.util.List;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.DynamicPlan;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.PlanSwitch;
import org.voxelbench.training.protocol.Protocol;

/**
 * Makes the plan of a data set, of each kind.
 *
 * @param protocol says which plans
 */
public record DownstreamPlanner(Protocol protocol) {

  /**
   * The plan of a data set.
   *
   * @param name as the protocol has it, which may state a voxel size of its own
   */
  public Plan plan(
      String name, TrainingPlan kind, DatasetFingerprint fingerprint, DatasetSummary dataset) {
    return kind.kind() == DownstreamPlan.DYNAMIC
        ? own(fingerprint, dataset)
        : switched(fixed(name, kind, fingerprint, dataset), fingerprint, dataset);
  }

  private Plan own(DatasetFingerprint fingerprint, DatasetSummary dataset) {
    return new ExperimentPlanner(protocol.plans().dynamic().planner(), overrides())
        .plan(fingerprint, dataset);
  }

  /**
   * A plan with what the protocol leaves to the data set's own plan (TaWald/nnUNet: {@code
   * like_nnssl.py}); unlabelled images are normalised as a whole all the same.
   */
  private Plan switched(Plan plan, DatasetFingerprint fingerprint, DatasetSummary dataset) {
    FixedPlan fixed = protocol.plans().fixed();
    boolean labelled = !fingerprint.foregroundIntensities().isEmpty();
    if (!labelled || !fixed.followsOwnPlan()) {
      return plan;
    }
    Configuration own = own(fingerprint, dataset).configuration(Preparation.CONFIGURATION);
    Configuration whole = plan.configuration(Preparation.CONFIGURATION);
    return plan.with(
        whole.with(
            fixed.maskNormalization() == PlanSwitch.OWN
                ? own.useMaskForNorm()
                : whole.useMaskForNorm(),
            fixed.batchDice() == PlanSwitch.OWN ? own.batchDice() : whole.batchDice()));
  }

  private Plan fixed(
      String name, TrainingPlan kind, DatasetFingerprint fingerprint, DatasetSummary dataset) {
    FixedPlanner planner = kind.checkpoint().orElseGet(() -> planner(name));
    return kind.kind() == DownstreamPlan.NO_RESAMPLING
        ? planner.planWithoutResampling(fingerprint, dataset)
        : planner.plan(fingerprint, dataset);
  }

  private FixedPlanner planner(String dataset) {
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
