package org.voxelbench.evaluation.surface;

import java.util.Random;
import java.util.function.Predicate;

/** A drawn mask. */
record Mask(int[] size, boolean[] voxels) implements VoxelSet {

  static Mask where(int[] size, Predicate<int[]> inside) {
    boolean[] voxels = new boolean[size[0] * size[1] * size[2]];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = inside.test(place(size, voxel));
    }
    return new Mask(size, voxels);
  }

  static Mask ball(int[] size, double d, double h, double w, double radius) {
    return where(
        size,
        at ->
            (at[0] - d) * (at[0] - d) + (at[1] - h) * (at[1] - h) + (at[2] - w) * (at[2] - w)
                <= radius * radius);
  }

  static Mask random(int[] size, double share, Random random) {
    return where(size, at -> random.nextDouble() < share);
  }

  static Mask or(Mask a, Mask b) {
    return where(a.size, at -> a.holds(at[0], at[1], at[2]) || b.holds(at[0], at[1], at[2]));
  }

  static int[] place(int[] size, int voxel) {
    return new int[] {voxel / size[2] / size[1], voxel / size[2] % size[1], voxel % size[2]};
  }

  Mask flipped(int axis) {
    return where(
        size,
        at -> {
          int[] from = at.clone();
          from[axis] = size[axis] - 1 - at[axis];
          return holds(from[0], from[1], from[2]);
        });
  }

  /** Whether a voxel is inside; none outside the volume is. */
  boolean holds(int d, int h, int w) {
    boolean there = d >= 0 && h >= 0 && w >= 0 && d < size[0] && h < size[1] && w < size[2];
    return there && voxels[(d * size[1] + h) * size[2] + w];
  }

  @Override
  public boolean contains(int voxel) {
    return voxels[voxel];
  }
}
