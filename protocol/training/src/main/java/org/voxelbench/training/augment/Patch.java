package org.voxelbench.training.augment;

/**
 * A patch whose values transforms change in place.
 *
 * @param image {@code [C, D, H, W]}
 * @param labels {@code [D, H, W]}, or empty where there is no segmentation
 * @param channels C
 * @param size {@code [D, H, W]}
 */
record Patch(float[] image, short[] labels, int channels, int[] size) {

  /** Voxels of one channel. */
  int voxels() {
    return size[0] * size[1] * size[2];
  }
}
