package org.voxelbench.training.loss;

import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** A scalar objective of logits and their target, computed in full precision. */
@FunctionalInterface
public interface SegmentationLoss {

  /** nnU-Net's smoothing term of the soft Dice. */
  double SMOOTH = 1e-5;

  /**
   * The loss.
   *
   * @param logits {@code [N, C, D, H, W]}
   * @param target what the implementation says, of the same resolution
   * @return a scalar
   */
  Tensor of(Ops ops, Tensor logits, Tensor target);
}
