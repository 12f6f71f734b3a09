package org.voxelbench.training.augment;

/** How a transformed image is read between voxels. */
public enum Interpolation {
  /** Between the 8 neighbours; voxels outside count as 0. */
  LINEAR,
  /** Cubic B-spline with prefilter; positions outside are 0. */
  CUBIC
}
