package org.voxelbench.training.loss;

import java.util.OptionalInt;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/**
 * Soft Dice plus cross-entropy of exclusive classes, both of weight 1 (nnU-Net: {@code
 * compound_losses.py}).
 *
 * <p>The target is a class map {@code [N, 1, D, H, W]}. Voxels of the ignore label count in neither
 * term; without any other voxel the cross-entropy is 0.
 *
 * @param classes C, background included
 * @param ignoreLabel a value from C on, or empty
 * @param batchDice whether Dice is taken over the batch rather than per sample
 * @param background whether class 0 counts in the Dice term; nnU-Net leaves it out
 * @param smooth Dice smoothing, nnU-Net's is {@link #SMOOTH}
 */
public record DiceCrossEntropy(
    int classes, OptionalInt ignoreLabel, boolean batchDice, boolean background, double smooth)
    implements SegmentationLoss {

  public DiceCrossEntropy {
    if (classes < 2) {
      throw new BadInputException("cross-entropy needs at least 2 classes, not " + classes + ".");
    }
    if (ignoreLabel.isPresent() && ignoreLabel.getAsInt() < classes) {
      throw new BadInputException(
          "the ignore label ("
              + ignoreLabel.getAsInt()
              + ") must not be one of the "
              + classes
              + " classes.");
    }
  }

  @Override
  public Tensor of(Ops ops, Tensor logits, Tensor target) {
    Tensor x = ops.fullPrecision(logits);
    Tensor classMap = ops.fullPrecision(target);
    Tensor annotated = null;
    if (ignoreLabel.isPresent()) {
      Tensor ignored = ops.equal(classMap, ops.scalar(ignoreLabel.getAsInt()));
      annotated = ops.add(ops.neg(ignored), 1);
    }
    return ops.add(crossEntropy(ops, x, classMap, annotated), dice(ops, x, classMap, annotated));
  }

  private Tensor crossEntropy(Ops ops, Tensor x, Tensor classMap, Tensor annotated) {
    Tensor logProbabilities = ops.logSoftmax(x, 1);
    if (annotated == null) {
      Tensor mean = ops.mean(ops.gatherClass(logProbabilities, classMap), false);
      return ops.neg(ops.meanRanks(mean));
    }
    Tensor valid = ops.clamp(classMap, 0, classes - 1);
    Tensor sum = ops.sum(ops.mul(ops.gatherClass(logProbabilities, valid), annotated), false);
    Tensor count = ops.sumRanks(ops.sum(annotated, false));
    return ops.neg(ops.div(ops.sumRanks(sum), ops.max(count, ops.scalar(1))));
  }

  private Tensor dice(Ops ops, Tensor x, Tensor classMap, Tensor annotated) {
    Tensor p = ops.softmax(x, 1);
    // The one-hot map of the ignore label is 0 in every channel: it needs no mask.
    Tensor g;
    if (background) {
      g = ops.oneHot(classMap, classes);
    } else {
      p = ops.slice(p, 1, 1, classes - 1);
      g = ops.oneHot(ops.add(classMap, -1), classes - 1);
    }
    return new SoftDice(batchDice, smooth).of(ops, p, g, annotated);
  }
}
