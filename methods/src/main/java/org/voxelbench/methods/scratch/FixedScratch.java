package org.voxelbench.methods.scratch;

import java.util.Set;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.pretext.MethodInfo;

/** No pre-training, but the plan and architecture of the pre-trained methods. */
public final class FixedScratch extends Scratch {

  @Override
  public MethodInfo info() {
    return info(
        "scratch-fixed",
        "From scratch, fixed plan",
        "Random start under the plan of the pre-trained methods: the baseline without their weights.");
  }

  @Override
  public Set<DownstreamPlan> plans() {
    return Set.of(DownstreamPlan.FIXED, DownstreamPlan.NO_RESAMPLING);
  }
}
