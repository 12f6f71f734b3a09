package org.voxelbench.methods.modelsgenesis;

/** The intensities on which Models Genesis works; its curve and its noise live in [0, 1]. */
public enum IntensityRange {
  /**
   * Z-scored, as they are: the curve maps what lies outside [0, 1] to its ends (the released code
   * of the benchmark).
   */
  Z_SCORED {
    @Override
    float[] of(float[] patch) {
      return patch.clone();
    }
  },
  /**
   * Each patch rescaled to [0, 1] by its smallest and largest value, as the original method expects
   * (there from Hounsfield units); input and target both.
   */
  UNIT {
    @Override
    float[] of(float[] patch) {
      float lowest = Float.POSITIVE_INFINITY;
      float highest = Float.NEGATIVE_INFINITY;
      for (float value : patch) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
      float[] scaled = new float[patch.length];
      if (highest > lowest) {
        for (int i = 0; i < patch.length; i++) {
          scaled[i] = (patch[i] - lowest) / (highest - lowest);
        }
      }
      return scaled;
    }
  };

  /** A copy of a patch in this range. */
  abstract float[] of(float[] patch);
}
