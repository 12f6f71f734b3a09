package org.voxelbench.methods.contrast;

import org.voxelbench.base.random.RandomStream;

/**
 * The part of an image that crops are taken from.
 *
 * @param voxels {@code [D, H, W]} in C order
 * @param size {@code [D, H, W]}
 */
public record Region(float[] voxels, int[] size) {

  /**
   * A copy of a box inside.
   *
   * @param start its first voxel, {@code [D, H, W]}
   * @param crop its size, {@code [D, H, W]}
   */
  public float[] crop(int[] start, int[] crop) {
    float[] values = new float[crop[0] * crop[1] * crop[2]];
    for (int d = 0; d < crop[0]; d++) {
      for (int h = 0; h < crop[1]; h++) {
        int from = ((start[0] + d) * size[1] + start[1] + h) * size[2] + start[2];
        System.arraycopy(voxels, from, values, (d * crop[1] + h) * crop[2], crop[2]);
      }
    }
    return values;
  }

  /** The first voxel of a box that lies anywhere inside, all places alike. */
  public int[] anywhere(int[] crop, RandomStream random) {
    int[] start = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      start[axis] = random.nextInt(size[axis] - crop[axis] + 1);
    }
    return start;
  }

  /**
   * The first voxel of a box inside that is shifted against another by some voxels per axis at
   * most, all such places alike.
   *
   * @param other first voxel of the other box, {@code [D, H, W]}
   * @param reach largest shift, {@code [D, H, W]}
   */
  public int[] near(int[] other, int[] crop, int[] reach, RandomStream random) {
    int[] start = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int low = Math.max(0, other[axis] - reach[axis]);
      int high = Math.min(size[axis] - crop[axis], other[axis] + reach[axis]);
      start[axis] = random.nextInt(low, high + 1);
    }
    return start;
  }
}
