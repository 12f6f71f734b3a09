package org.voxelbench.memory.plain;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.preparation.plan.Architecture;

/** nnU-Net's training from scratch. */
record PlainSegmentation(boolean deepSupervision) implements PlainLoss {

  private static final DiceAndCrossEntropy LOSS = new DiceAndCrossEntropy(false);

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    Tensor target = inputs.get("target");
    List<Tensor> skips = network.encode(inputs.get("image"));
    if (!deepSupervision) {
      return LOSS.of(network.decode(skips), target);
    }
    List<Tensor> logits = network.decodeAll(skips);
    // Halved from output to output, none for the coarsest, one together.
    double weight = 1 / (2 - Math.scalb(1.0, 2 - logits.size()));
    Tensor total = LOSS.of(logits.get(0), target).mul(new Scalar(weight));
    for (int output = 1; output < logits.size() - 1; output++) {
      weight /= 2;
      Tensor coarse = coarse(target, network.architecture(), output);
      total = total.add(LOSS.of(logits.get(output), coarse).mul(new Scalar(weight)));
    }
    return total;
  }

  /** The middle voxel of each cell, the upper of two. */
  private static Tensor coarse(Tensor target, Architecture architecture, int output) {
    Tensor coarse = target;
    for (int axis = 0; axis < 3; axis++) {
      long cell = 1;
      for (int stage = 1; stage <= output; stage++) {
        cell *= architecture.stride(stage)[axis];
      }
      coarse = coarse.slice(axis + 2L, new LongOptional(cell / 2), new LongOptional(), cell);
    }
    return coarse;
  }
}
