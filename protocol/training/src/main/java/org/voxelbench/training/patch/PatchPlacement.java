package org.voxelbench.training.patch;

/** Where in an image a patch without foreground in mind is cut. */
public enum PatchPlacement {
  /** Anywhere, all places alike. */
  RANDOM,
  /** In the middle. */
  CENTRE
}
