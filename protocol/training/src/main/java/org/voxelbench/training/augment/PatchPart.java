package org.voxelbench.training.augment;

/**
 * A part of the loader's patch.
 *
 * @param lower lower corner in the loader's patch, {@code [D, H, W]}
 * @param size voxels per axis
 */
record PatchPart(int[] lower, int[] size) {

  int voxels() {
    return size[0] * size[1] * size[2];
  }
}
