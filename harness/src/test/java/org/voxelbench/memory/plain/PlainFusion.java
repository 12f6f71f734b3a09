package org.voxelbench.memory.plain;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** VolumeFusion: the levels of a mixture, segmented. */
final class PlainFusion implements PlainLoss {

  private static final DiceAndCrossEntropy LOSS = new DiceAndCrossEntropy(true);

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    return LOSS.of(network.decode(network.encode(inputs.get("mixed"))), inputs.get("levels"));
  }
}
