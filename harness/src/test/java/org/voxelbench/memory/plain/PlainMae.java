package org.voxelbench.memory.plain;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The dense masked autoencoder. */
final class PlainMae implements PlainLoss {

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    Tensor image = inputs.get("image");
    Tensor visible = enlarged(inputs.get("visible"), image);
    Tensor restored = Scoped.result(() -> network.decode(network.encode(image.mul(visible))));
    return error(restored, image, visible);
  }

  /** A mask at the size of a map. */
  static Tensor enlarged(Tensor cells, Tensor map) {
    return torch.upsample_nearest3d(cells, map.size(2), map.size(3), map.size(4));
  }

  /** The mean squared error where nothing was visible. */
  static Tensor error(Tensor restored, Tensor image, Tensor visible) {
    return Scoped.result(
        () -> {
          Tensor masked = visible.neg().add(new Scalar(1));
          Tensor errors = restored.to(ScalarType.Float).sub(image).square();
          return errors.mul(masked).sum().div(masked.sum());
        });
  }
}
