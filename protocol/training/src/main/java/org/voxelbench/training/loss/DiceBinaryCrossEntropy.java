package org.voxelbench.training.loss;

import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/**
 * Soft Dice plus binary cross-entropy of regions that may overlap, both of weight 1 (nnU-Net:
 * {@code compound_losses.py}).
 *
 * <p>The target is {@code [N, C, D, H, W]} of 0 and 1, one channel per region, followed by one that
 * is 1 where there is no annotation if {@code ignoreChannel} says so. All regions count in the Dice
 * term. With an ignore channel the binary cross-entropy is summed over all channels but divided by
 * the number of annotated voxels, as nnU-Net does.
 *
 * @param ignoreChannel whether the target has such a last channel
 * @param batchDice whether Dice is taken over the batch rather than per sample
 * @param smooth Dice smoothing, nnU-Net's is {@link #SMOOTH}
 */
public record DiceBinaryCrossEntropy(boolean ignoreChannel, boolean batchDice, double smooth)
    implements SegmentationLoss {

  private static final double SMALLEST_COUNT = 1e-8;

  @Override
  public Tensor of(Ops ops, Tensor logits, Tensor target) {
    Tensor x = ops.fullPrecision(logits);
    Tensor regions = ops.fullPrecision(target);
    Tensor annotated = null;
    if (ignoreChannel) {
      int channels = x.shape()[1];
      annotated = ops.add(ops.neg(ops.slice(regions, 1, channels, 1)), 1);
      regions = ops.mul(ops.slice(regions, 1, 0, channels), annotated);
    }
    Tensor dice = new SoftDice(batchDice, smooth).of(ops, ops.sigmoid(x), regions, annotated);
    return ops.add(crossEntropy(ops, x, regions, annotated), dice);
  }

  private static Tensor crossEntropy(Ops ops, Tensor x, Tensor regions, Tensor annotated) {
    Tensor perVoxel = ops.sub(ops.softplus(x), ops.mul(x, regions));
    if (annotated == null) {
      return ops.meanRanks(ops.mean(perVoxel, false));
    }
    Tensor sum = ops.sumRanks(ops.sum(ops.mul(perVoxel, annotated), false));
    Tensor count = ops.sumRanks(ops.sum(annotated, false));
    return ops.div(sum, ops.max(count, ops.scalar(SMALLEST_COUNT)));
  }
}
