package org.voxelbench.preparation.preprocess;

import java.util.OptionalInt;

/** Decides whether one coarse axis is resampled apart from the plane (nnU-Net: separate z). */
final class SeparateAxis {

  private static final double ANISOTROPY_THRESHOLD = 3;

  private SeparateAxis() {}

  /**
   * The coarse axis, if current or else new spacing is anisotropic and one axis alone is coarsest.
   *
   * @param force true or false to overrule the spacing's verdict, null to follow it
   */
  static OptionalInt of(double[] currentSpacing, double[] newSpacing, Boolean force) {
    if (force != null) {
      return force ? coarsest(currentSpacing) : OptionalInt.empty();
    }
    if (anisotropic(currentSpacing)) {
      return coarsest(currentSpacing);
    }
    return anisotropic(newSpacing) ? coarsest(newSpacing) : OptionalInt.empty();
  }

  private static boolean anisotropic(double[] spacing) {
    return max(spacing) / Math.min(spacing[0], Math.min(spacing[1], spacing[2]))
        > ANISOTROPY_THRESHOLD;
  }

  private static double max(double[] spacing) {
    return Math.max(spacing[0], Math.max(spacing[1], spacing[2]));
  }

  private static OptionalInt coarsest(double[] spacing) {
    OptionalInt coarsest = OptionalInt.empty();
    for (int axis = 0; axis < 3; axis++) {
      if (max(spacing) / spacing[axis] == 1) {
        if (coarsest.isPresent()) {
          return OptionalInt.empty();
        }
        coarsest = OptionalInt.of(axis);
      }
    }
    return coarsest;
  }
}
