package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Leaky ReLU in its operand's memory. */
final class LeakyRelu {

  private LeakyRelu() {}

  /** A handle of its own to the operand, overwritten where autograd allows it. */
  static Tensor inPlace(Tensor x, double slope) {
    // Autograd knows the gradient of a rising function from its result as well.
    if (slope < 0) {
      return torch.leaky_relu(x, new Scalar(slope));
    }
    torch.leaky_relu_(x, new Scalar(slope));
    return new Tensor(x);
  }
}
