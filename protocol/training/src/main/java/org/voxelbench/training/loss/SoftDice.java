package org.voxelbench.training.loss;

import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/**
 * The negative mean soft Dice, {@code (2 sum(p g) + s) / max(sum(p) + sum(g) + s, 1e-8)} (nnU-Net:
 * {@code dice.py}).
 *
 * @param overBatch whether the sums run over the batch too
 * @param smooth s
 */
record SoftDice(boolean overBatch, double smooth) {

  private static final double SMALLEST_DENOMINATOR = 1e-8;

  SoftDice {
    if (!(smooth >= 0) || Double.isInfinite(smooth)) {
      throw new BadInputException("the Dice smoothing (" + smooth + ") must be 0 or more.");
    }
  }

  /**
   * The loss, a scalar.
   *
   * @param p probabilities {@code [N, C, ...]}
   * @param g 0 or 1 of the same shape, 0 where there is no annotation
   * @param annotated 1 where there is, {@code [N, 1, ...]}, or null for everywhere
   */
  Tensor of(Ops ops, Tensor p, Tensor g, Tensor annotated) {
    int[] axes = axes(p.shape().length);
    Tensor overlap = ops.sum(ops.mul(p, g), false, axes);
    Tensor predicted = ops.sum(annotated == null ? p : ops.mul(p, annotated), false, axes);
    Tensor total = ops.add(predicted, ops.sum(g, false, axes));
    if (overBatch) {
      overlap = ops.sumRanks(overlap);
      total = ops.sumRanks(total);
    }
    Tensor dice =
        ops.div(
            ops.add(ops.mul(overlap, 2), smooth),
            ops.max(ops.add(total, smooth), ops.scalar(SMALLEST_DENOMINATOR)));
    Tensor mean = ops.mean(dice, false);
    return ops.neg(overBatch ? mean : ops.meanRanks(mean));
  }

  private int[] axes(int rank) {
    int[] axes = new int[overBatch ? rank - 1 : rank - 2];
    int next = 0;
    for (int axis = overBatch ? 0 : 2; axis < rank; axis += axis == 0 ? 2 : 1) {
      axes[next++] = axis;
    }
    return axes;
  }
}
