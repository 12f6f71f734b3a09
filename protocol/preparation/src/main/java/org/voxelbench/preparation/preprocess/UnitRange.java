package org.voxelbench.preparation.preprocess;

import org.voxelbench.preparation.plan.IntensityProperties;

/** The image's range to [0, 1]. */
enum UnitRange implements Normalizer {
  INSTANCE;

  @Override
  public void normalize(
      float[] voxels, short[] segmentation, boolean useMask, IntensityProperties foreground) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float voxel : voxels) {
      min = Math.min(min, voxel);
      max = Math.max(max, voxel);
    }
    double scale = Math.max(max - min, MIN_SCALE);
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) ((voxels[i] - min) / scale);
    }
  }
}
