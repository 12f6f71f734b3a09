package org.voxelbench.training.loss;

import java.util.Map;
import java.util.OptionalInt;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/**
 * nnU-Net's validation score during training: true and false positives and false negatives of hard
 * decisions, summed over patches, per foreground class or region ({@code nnUNetTrainer.py}).
 *
 * <p>{@link #counts} runs in a program; {@link #add} sums what it returned; {@link #perClass} and
 * {@link #mean} give the scores.
 */
public final class PseudoDice {

  private static final String TRUE_POSITIVES = "tp";
  private static final String FALSE_POSITIVES = "fp";
  private static final String FALSE_NEGATIVES = "fn";

  private final double[] truePositives;
  private final double[] falsePositives;
  private final double[] falseNegatives;

  /** Starts a tally. */
  public PseudoDice(SegmentationTask task) {
    truePositives = new double[task.foreground()];
    falsePositives = new double[task.foreground()];
    falseNegatives = new double[task.foreground()];
  }

  /**
   * Counts of one batch, each {@code [foreground]}, as outputs of a program.
   *
   * @param logits {@code [N, C, D, H, W]}
   * @param classMap {@code [N, 1, D, H, W]}
   */
  public static Map<String, Tensor> counts(
      Ops ops, SegmentationTask task, Tensor logits, Tensor classMap) {
    int[] axes = {0, 2, 3, 4};
    Tensor decided = task.decisions(ops, ops.fullPrecision(logits));
    OptionalInt ignore = task.labels().ignoreLabel();
    if (ignore.isPresent()) {
      Tensor ignored = ops.equal(ops.fullPrecision(classMap), ops.scalar(ignore.getAsInt()));
      decided = ops.mul(decided, ops.add(ops.neg(ignored), 1));
    }
    Tensor reference = task.references(ops, classMap);
    Tensor both = ops.sumRanks(ops.sum(ops.mul(decided, reference), false, axes));
    Tensor positives = ops.sumRanks(ops.sum(decided, false, axes));
    Tensor truths = ops.sumRanks(ops.sum(reference, false, axes));
    return Map.of(
        TRUE_POSITIVES, both,
        FALSE_POSITIVES, ops.sub(positives, both),
        FALSE_NEGATIVES, ops.sub(truths, both));
  }

  /** Adds the counts that a program returned, other outputs aside. */
  public void add(Map<String, NdArray> outputs) {
    add(truePositives, outputs.get(TRUE_POSITIVES));
    add(falsePositives, outputs.get(FALSE_POSITIVES));
    add(falseNegatives, outputs.get(FALSE_NEGATIVES));
  }

  private static void add(double[] total, NdArray counts) {
    for (int i = 0; i < total.length; i++) {
      total[i] += counts.at(i);
    }
  }

  /** 2 TP / (2 TP + FP + FN) per foreground class or region; NaN where that is 0 / 0. */
  public double[] perClass() {
    double[] dice = new double[truePositives.length];
    for (int i = 0; i < dice.length; i++) {
      double twice = 2 * truePositives[i];
      dice[i] = twice / (twice + falsePositives[i] + falseNegatives[i]);
    }
    return dice;
  }

  /** The mean over the classes that have a score; NaN if none has. */
  public double mean() {
    double sum = 0;
    int count = 0;
    for (double dice : perClass()) {
      if (!Double.isNaN(dice)) {
        sum += dice;
        count++;
      }
    }
    return sum / count;
  }
}
