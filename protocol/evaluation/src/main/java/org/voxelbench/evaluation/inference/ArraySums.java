package org.voxelbench.evaluation.inference;

import org.voxelbench.engine.Overlap;

/** Sums in memory, one array per class. */
final class ArraySums implements ClassSums {

  private final float[][] sums;
  private final boolean[] divided;

  ArraySums(int classes, int voxels) {
    sums = new float[classes][voxels];
    divided = new boolean[classes];
  }

  @Override
  public void add(int k, Overlap overlap, float[] patch) {
    float[] sum = sums[k];
    overlap.forEachRow(
        (inPatch, inVolume) -> {
          for (int x = 0; x < overlap.width(); x++) {
            sum[inVolume + x] += patch[inPatch + x];
          }
        });
  }

  @Override
  public float[] mean(int k, float[] weights) {
    if (!divided[k]) {
      ClassSums.divide(sums[k], weights);
      divided[k] = true;
    }
    return sums[k];
  }

  @Override
  public void close() {
    // The arrays go with their owner.
  }
}
