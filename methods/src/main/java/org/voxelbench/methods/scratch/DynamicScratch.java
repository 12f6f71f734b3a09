package org.voxelbench.methods.scratch;

import java.util.Set;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.pretext.MethodInfo;

/** nnU-Net from scratch: no pre-training, the data set's own plan, deep supervision. */
public final class DynamicScratch extends Scratch {

  @Override
  public MethodInfo info() {
    return info(
        "scratch-dynamic",
        "nnU-Net from scratch",
        "Random start, the plan that nnU-Net makes for the data set, deep supervision.");
  }

  @Override
  public DownstreamPlan plan() {
    return DownstreamPlan.DYNAMIC;
  }

  @Override
  public Set<DownstreamPlan> plans() {
    return Set.of(DownstreamPlan.DYNAMIC);
  }
}
