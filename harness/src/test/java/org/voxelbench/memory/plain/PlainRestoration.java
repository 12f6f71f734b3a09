package org.voxelbench.memory.plain;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Models Genesis: the squared error of the restored image. */
final class PlainRestoration implements PlainLoss {

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    Tensor restored = network.decode(network.encode(inputs.get("distorted")));
    return torch.mse_loss(restored.to(ScalarType.Float), inputs.get("original"));
  }
}
