package org.voxelbench.protocol.inference;

import java.util.Arrays;

/** Joins the mirrored copies of each patch before it enters the overlapping sum. */
final class MirroredMean {

  private final PatchQueue queue;
  private final int[] patch;
  private final LogitSum sum;
  private final float factor;
  private final int copyLength;
  private final int classes;
  private final float[] ofPatch;

  /**
   * An empty mean.
   *
   * @param folds networks whose logits arrive summed up
   */
  MirroredMean(PatchQueue queue, int[] patch, int classes, int folds, LogitSum sum) {
    this.queue = queue;
    this.patch = patch;
    this.classes = classes;
    this.sum = sum;
    this.factor = 1f / (queue.mirrors().size() * folds);
    this.copyLength = Math.multiplyExact(classes, patch[0] * patch[1] * patch[2]);
    this.ofPatch = new float[copyLength];
  }

  /** Takes the logits of one batch, {@code [B, K, d, h, w]}, in the queue's order. */
  void add(int batch, float[] logits, Progress progress) {
    for (int slot = 0; slot < queue.slots(batch); slot++) {
      queue.mirror(batch, slot).add(logits, slot * copyLength, ofPatch, 0, classes, patch);
      if (queue.completes(batch, slot)) {
        sum.add(queue.corner(batch, slot), ofPatch, factor);
        Arrays.fill(ofPatch, 0);
        progress.patch(queue.completed(batch, slot), queue.corners().size());
      }
    }
  }
}
