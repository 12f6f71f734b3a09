package org.voxelbench.memory.plain;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** VoCo: the overlaps of target crops and base crops, and base crops that are told apart. */
final class PlainVoco implements PlainLoss {

  private static final double TINY = 1e-6;

  @Override
  public Tensor of(PlainUNet network, Map<String, Tensor> inputs) {
    Tensor overlaps = inputs.get("overlaps");
    long samples = overlaps.size(0);
    long targets = overlaps.size(1);
    long bases = overlaps.size(2);
    Tensor crops = PlainEmbeddings.of(network, inputs.get("crops"));
    Tensor perSample = crops.view(samples, targets + bases, -1);
    Tensor target = PlainEmbeddings.units(perSample.narrow(1, 0, targets));
    Tensor base = PlainEmbeddings.units(perSample.narrow(1, targets, bases));
    return prediction(alike(target, base.detach()).clamp_max(new Scalar(1)), overlaps)
        .add(regularization(base));
  }

  private static Tensor alike(Tensor a, Tensor b) {
    return PlainEmbeddings.cosines(a, b).to(ScalarType.Float).relu();
  }

  private static Tensor prediction(Tensor predicted, Tensor overlaps) {
    Tensor error = overlaps.sub(predicted).abs();
    Tensor entropy = error.neg().add(new Scalar(1 + TINY)).log().neg();
    Tensor positive = entropy.mul(overlaps).sum().div(overlaps.sum());
    Tensor apart = overlaps.eq(new Scalar(0)).to(ScalarType.Float);
    Tensor negative = predicted.square().mul(apart).sum().div(apart.add(new Scalar(TINY)).sum());
    return positive.add(negative);
  }

  private static Tensor regularization(Tensor base) {
    long samples = base.size(0);
    long crops = base.size(1);
    return alike(base, base).triu(1).sum().mul(new Scalar(2.0 / (samples * crops * (crops - 1))));
  }
}
