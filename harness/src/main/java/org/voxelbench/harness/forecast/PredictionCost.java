package org.voxelbench.harness.forecast;

/**
 * What the prediction of held-out cases takes.
 *
 * @param windowSeconds a window in all its mirrored copies
 * @param voxelSeconds export and scores, for each voxel as read
 * @param preparingSeconds preprocessing of a case that no cache holds, likewise
 * @param voxelBytes of the file that is written, likewise
 */
record PredictionCost(
    double windowSeconds, double voxelSeconds, double preparingSeconds, double voxelBytes) {

  /**
   * A case of so many windows and voxels.
   *
   * @param cached whether it lies in the cache
   */
  double seconds(double windows, double voxels, boolean cached) {
    return windows * windowSeconds + voxels * (voxelSeconds + (cached ? 0 : preparingSeconds));
  }
}
