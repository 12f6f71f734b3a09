package org.voxelbench.memory.plain;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** SimCLR on crops. */
final class PlainSimclr implements PlainLoss {

  private static final double TEMPERATURE = 0.5;

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    return PlainEmbeddings.contrast(PlainEmbeddings.of(network, inputs.get("crops")), TEMPERATURE);
  }
}
