package org.voxelbench.preparation.preprocess;

import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.IntensityProperties;

/** Clipped to and scaled by the foreground of the whole data set. */
enum CtIntensity implements Normalizer {
  INSTANCE;

  @Override
  public void normalize(
      float[] voxels, short[] segmentation, boolean useMask, IntensityProperties foreground) {
    if (foreground == null) {
      throw new BadInputException(
          "CT normalization needs the foreground intensities of an annotated data set, but the plan"
              + " has none; choose another plan or channel name.");
    }
    double scale = Math.max(foreground.std(), MIN_SCALE);
    for (int i = 0; i < voxels.length; i++) {
      double clipped =
          Math.max(foreground.percentile005(), Math.min(foreground.percentile995(), voxels[i]));
      voxels[i] = (float) ((clipped - foreground.mean()) / scale);
    }
  }
}
