package org.voxelbench.evaluation.surface;

import java.util.Arrays;

/**
 * The smallest box that holds all voxels of two sets.
 *
 * @param volume voxels per axis of the volume, {@code [D, H, W]}
 * @param from its first voxel
 * @param size its voxels per axis
 */
record JointBox(int[] volume, int[] from, int[] size) {

  /** The box; of no voxel if both sets are empty. */
  static JointBox of(int[] volume, VoxelSet a, VoxelSet b) {
    int[] first = volume.clone();
    int[] last = {-1, -1, -1};
    int voxel = 0;
    for (int d = 0; d < volume[0]; d++) {
      for (int h = 0; h < volume[1]; h++) {
        for (int w = 0; w < volume[2]; w++, voxel++) {
          if (a.contains(voxel) || b.contains(voxel)) {
            include(first, last, 0, d);
            include(first, last, 1, h);
            include(first, last, 2, w);
          }
        }
      }
    }
    int[] size = new int[3];
    Arrays.setAll(size, axis -> Math.max(0, last[axis] + 1 - first[axis]));
    return new JointBox(volume, first, size);
  }

  private static void include(int[] first, int[] last, int axis, int at) {
    first[axis] = Math.min(first[axis], at);
    last[axis] = Math.max(last[axis], at);
  }

  /** The volume's index of the first voxel of a row of the box. */
  int row(int d, int h) {
    return ((from[0] + d) * volume[1] + from[1] + h) * volume[2] + from[2];
  }
}
