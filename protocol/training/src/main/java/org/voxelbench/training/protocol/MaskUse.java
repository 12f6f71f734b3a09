package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** What becomes of the masks that a corpus has of voxels that are no part of the picture. */
public enum MaskUse implements Choice {
  /** Marked voxels count nothing in the losses of methods that can weigh voxels. */
  WEIGH,
  /** Every voxel counts; no mask is read. */
  UNUSED
}
