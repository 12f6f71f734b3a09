package org.voxelbench.memory.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** S3D: a masked autoencoder with a sparse encoder, mask tokens and densification. */
final class PlainS3d implements PlainLoss {

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    Tensor image = inputs.get("image");
    Tensor cells = inputs.get("visible");
    Tensor restored = Scoped.result(() -> restored(network, image, cells));
    return PlainMae.error(restored, image, PlainMae.enlarged(cells, image));
  }

  private static Tensor restored(PlainUNet network, Tensor image, Tensor cells) {
    SparsePlainLayers sparse = new SparsePlainLayers(network.layers().weights(), cells);
    List<Tensor> outputs =
        new PlainUNet(UNetArchitecture.of(network.architecture()), sparse).encode(image);
    List<Tensor> skips = new ArrayList<>();
    for (int stage = 0; stage < outputs.size(); stage++) {
      skips.add(densified(outputs.get(stage), stage, network.layers(), sparse));
      outputs.get(stage).close();
    }
    return network.decode(skips);
  }

  private static Tensor densified(
      Tensor x, int stage, PlainLayers layers, SparsePlainLayers sparse) {
    Tensor token = layers.weights().get("mask_tokens." + stage);
    return Scoped.result(
        () -> {
          Tensor filled =
              sparse
                  .visible(x)
                  .map(
                      map ->
                          map.fill(
                              map.norm(x.sub(map.mean(x)), torch.ones(1, 1, 1, 1, 1), null), token))
                  .orElseGet(
                      () ->
                          PlainLayers.instanceNorm(x, new TensorOptional(), new TensorOptional()));
          return stage == 0
              ? filled
              : layers.conv(filled, "densify_projs." + stage, PlainLayers.ONES);
        });
  }
}
