package org.voxelbench.preparation.preprocess;

import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.IntensityProperties;

/** 8-bit colour to [0, 1]. */
enum RgbRange implements Normalizer {
  INSTANCE;

  @Override
  public void normalize(
      float[] voxels, short[] segmentation, boolean useMask, IntensityProperties foreground) {
    for (int i = 0; i < voxels.length; i++) {
      if (voxels[i] < 0 || voxels[i] > 255) {
        throw new BadInputException(
            "RGB normalization needs intensities from 0 to 255, but found " + voxels[i] + ".");
      }
      voxels[i] /= 255;
    }
  }
}
