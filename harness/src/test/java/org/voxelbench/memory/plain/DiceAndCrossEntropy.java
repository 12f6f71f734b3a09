package org.voxelbench.memory.plain;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * nnU-Net's loss: soft Dice per sample and cross-entropy.
 *
 * @param background whether class 0 counts in the Dice term
 */
record DiceAndCrossEntropy(boolean background) {

  private static final double SMOOTH = 1e-5;
  private static final double LEAST = 1e-8;
  private static final long[] SPACE = {2, 3, 4};

  /**
   * The sum of both.
   *
   * @param classMap {@code [N, 1, D, H, W]}
   */
  Tensor of(Tensor logits, Tensor classMap) {
    return Scoped.result(
        () -> {
          Tensor x = logits.to(ScalarType.Float);
          Tensor target = classMap.to(ScalarType.Long);
          return torch.cross_entropy_loss(x, target.squeeze(1)).add(dice(x, target));
        });
  }

  private Tensor dice(Tensor x, Tensor target) {
    return Scoped.result(
        () -> {
          Tensor p = counted(x.softmax(1));
          Tensor oneHot = torch.zeros(x.shape(), new TensorOptions(ScalarType.Bool));
          oneHot.scatter_(1, target, new Scalar(1));
          oneHot = counted(oneHot);
          Tensor overlap = sum(p.mul(oneHot));
          Tensor total = sum(p).add(sum(oneHot)).add(new Scalar(SMOOTH));
          Tensor scores =
              overlap
                  .mul(new Scalar(2))
                  .add(new Scalar(SMOOTH))
                  .div(total.clamp_min(new Scalar(LEAST)));
          return scores.mean().neg();
        });
  }

  private Tensor counted(Tensor perClass) {
    return background ? perClass : perClass.narrow(1, 1, perClass.size(1) - 1);
  }

  private static Tensor sum(Tensor x) {
    return x.sum(SPACE, false, new ScalarTypeOptional(ScalarType.Float));
  }
}
