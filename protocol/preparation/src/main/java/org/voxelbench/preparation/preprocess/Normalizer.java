package org.voxelbench.preparation.preprocess;

import org.voxelbench.preparation.plan.IntensityProperties;
import org.voxelbench.preparation.plan.Normalization;

/** Normalises one channel in place (nnU-Net: {@code default_normalization_schemes.py}). */
interface Normalizer {

  /** What a range or deviation is at least, so that an even image can be divided by it. */
  double MIN_SCALE = 1e-8;

  /**
   * Normalises a channel.
   *
   * @param segmentation below 0 outside the non-zero region
   * @param useMask whether that region alone is to be looked at and changed
   * @param foreground the channel's foreground intensities, or null if nothing is annotated
   */
  void normalize(
      float[] voxels, short[] segmentation, boolean useMask, IntensityProperties foreground);

  /** The normaliser of a scheme. */
  static Normalizer of(Normalization scheme) {
    return switch (scheme) {
      case Z_SCORE -> ZScore.INSTANCE;
      case CT -> CtIntensity.INSTANCE;
      case NONE -> (voxels, segmentation, useMask, foreground) -> {};
      case RESCALE_TO_0_1 -> UnitRange.INSTANCE;
      case RGB_TO_0_1 -> RgbRange.INSTANCE;
    };
  }
}
