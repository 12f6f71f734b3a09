package org.voxelbench.preparation.preprocess;

import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.IntensityProperties;
import org.voxelbench.preparation.plan.Normalization;

/** Normalises one channel in place (nnU-Net: {@code default_normalization_schemes.py}). */
final class Normalizer {

  private static final double MIN_SCALE = 1e-8;

  private Normalizer() {}

  /**
   * @param segmentation below 0 outside the non-zero region
   * @param useMask whether z-score looks at and changes that region alone
   * @param foreground the channel's foreground intensities, or null if nothing is annotated
   */
  static void normalize(
      Normalization scheme,
      float[] voxels,
      short[] segmentation,
      boolean useMask,
      IntensityProperties foreground) {
    switch (scheme) {
      case Z_SCORE -> zScore(voxels, segmentation, useMask);
      case CT -> ct(voxels, foreground);
      case NONE -> {}
      case RESCALE_TO_0_1 -> rescale(voxels);
      case RGB_TO_0_1 -> rgb(voxels);
    }
  }

  private static void zScore(float[] voxels, short[] segmentation, boolean useMask) {
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

  private static void ct(float[] voxels, IntensityProperties foreground) {
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

  private static void rescale(float[] voxels) {
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

  private static void rgb(float[] voxels) {
    for (int i = 0; i < voxels.length; i++) {
      if (voxels[i] < 0 || voxels[i] > 255) {
        throw new BadInputException(
            "RGB normalization needs intensities from 0 to 255, but found " + voxels[i] + ".");
      }
      voxels[i] /= 255;
    }
  }
}
