package org.voxelbench.memory.plain;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Swin UNETR's pre-training: restoring views, telling their turns, recognising them. */
final class PlainSwin implements PlainLoss {

  private static final double TEMPERATURE = 0.5;

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    List<Tensor> outputs = network.encode(inputs.get("views"));
    Tensor bottleneck = outputs.get(outputs.size() - 1);
    Tensor restored = Scoped.result(() -> restored(network, bottleneck));
    Tensor error = torch.l1_loss(restored.to(ScalarType.Float), inputs.get("originals"));
    Tensor tokens = bottleneck.flatten(2, -1);
    PlainWeights weights = network.layers().weights();
    Tensor turns = PlainEmbeddings.linear(tokens.select(2, 0), weights, "rotation");
    Tensor views = PlainEmbeddings.linear(tokens.select(2, 1), weights, "contrast");
    Tensor rotation =
        torch.cross_entropy_loss(
            turns.to(ScalarType.Float), inputs.get("turns").squeeze(1).to(ScalarType.Long));
    return error.add(PlainEmbeddings.contrast(views, TEMPERATURE)).add(rotation);
  }

  /** The decoder without skips. */
  private static Tensor restored(PlainUNet network, Tensor bottleneck) {
    Tensor x = bottleneck;
    for (int stage = network.architecture().stages() - 1; stage > 0; stage--) {
      Tensor below = x;
      int[] stride = network.architecture().stride(stage);
      String layer = "reconstruction." + stage;
      x = Scoped.result(() -> enlarged(network.layers(), below, layer, stride));
      if (below != bottleneck) {
        below.close();
      }
    }
    return network.layers().conv(x, "reconstruction.0", PlainLayers.ONES);
  }

  private static Tensor enlarged(PlainLayers layers, Tensor x, String layer, int[] stride) {
    TensorOptional none = new TensorOptional();
    Tensor y =
        PlainLayers.activate(
            PlainLayers.instanceNorm(layers.conv(x, layer, PlainLayers.ONES), none, none));
    long[] size = {x.size(2) * stride[0], x.size(3) * stride[1], x.size(4) * stride[2]};
    return torch.upsample_trilinear3d(y, size, false);
  }
}
