package org.voxelbench.evaluation.inference;

import org.voxelbench.engine.Overlap;

/** Sums over patches, one volume of voxels per class, all zero at first. */
interface ClassSums extends AutoCloseable {

  /**
   * Adds to one class.
   *
   * @param patch {@code [d, h, w]}, of which the overlap's voxels count
   */
  void add(int k, Overlap overlap, float[] patch);

  /**
   * A class's sum divided by the weights; nothing is added to the class afterwards.
   *
   * @param weights one per voxel
   * @return {@code [D, H, W]}, not to be changed
   */
  float[] mean(int k, float[] weights);

  @Override
  void close();

  /** Divides voxel by voxel. */
  static void divide(float[] sum, float[] weights) {
    for (int v = 0; v < sum.length; v++) {
      sum[v] /= weights[v];
    }
  }
}
