package org.voxelbench.engine;

/** An update rule with its constants; the learning rate is given at each step. */
public sealed interface Optimizer {

  /**
   * Global L2 norm to which gradients are clipped before the update, or infinity for no clipping.
   */
  double clipNorm();

  /** The number of arrays of the weights' shape that it keeps from step to step. */
  int slots();

  /**
   * The factor that clips gradients of a global L2 norm, as {@code torch.nn.utils.clip_grad_norm_}
   * has it.
   */
  default double clipScale(double norm) {
    return Math.min(1, clipNorm() / (norm + 1e-6));
  }

  /**
   * Stochastic gradient descent in PyTorch's form: {@code g += wd w; v = momentum v + g; w -= lr (g
   * + momentum v)} with Nesterov, {@code w -= lr v} without. The first step sets {@code v = g}.
   */
  record Sgd(double momentum, boolean nesterov, double weightDecay, double clipNorm)
      implements Optimizer {

    @Override
    public int slots() {
      return 1;
    }

    /** nnU-Net's setting: momentum 0.99 with Nesterov, weight decay 3e-5, clipping at 12. */
    public static Sgd nnUNet() {
      return new Sgd(0.99, true, 3e-5, 12);
    }
  }

  /** Adam with decoupled weight decay (Loshchilov and Hutter 2019), in PyTorch's form. */
  record AdamW(double beta1, double beta2, double eps, double weightDecay, double clipNorm)
      implements Optimizer {

    @Override
    public int slots() {
      return 2;
    }
  }
}
