package org.voxelbench.datasets.raw;

import org.voxelbench.base.format.Choice;

/** Why an image can't be used, as a word. */
public enum Flaw implements Choice {
  /** A file is missing, damaged, or of another format. */
  UNREADABLE,
  /** The image has fewer axes than three, or several volumes. */
  NOT_3D,
  /** Spacing or axes are impossible or doubtful. */
  GEOMETRY,
  /** A voxel is NaN or infinite. */
  NOT_FINITE,
  /** Every voxel has the same value. */
  CONSTANT,
  /** The mask of voxels to ignore is unreadable, or doesn't fit the image. */
  MASK,
  /** The label map doesn't fit what is declared. */
  LABELS,
  /** An axis vanishes under the plan. */
  TOO_THIN
}
