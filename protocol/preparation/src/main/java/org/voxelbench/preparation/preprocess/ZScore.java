package org.voxelbench.preparation.preprocess;

import org.voxelbench.preparation.plan.IntensityProperties;

/** Mean 0 and standard deviation 1 of the image, or of its non-zero region alone. */
enum ZScore implements Normalizer {
  INSTANCE;

  @Override
  public void normalize(
      float[] voxels, short[] segmentation, boolean useMask, IntensityProperties foreground) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < voxels.length; i++) {
      if (!useMask || segmentation[i] >= 0) {
        sum += voxels[i];
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < voxels.length; i++) {
      if (!useMask || segmentation[i] >= 0) {
        double deviation = voxels[i] - mean;
        squares += deviation * deviation;
      }
    }
    double scale = Math.max(Math.sqrt(squares / count), MIN_SCALE);
    for (int i = 0; i < voxels.length; i++) {
      if (!useMask || segmentation[i] >= 0) {
        voxels[i] = (float) ((voxels[i] - mean) / scale);
      }
    }
  }
}
