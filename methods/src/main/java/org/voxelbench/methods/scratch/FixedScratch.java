package org.voxelbench.methods.scratch;

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
}
