package org.voxelbench.methods.voco;

import java.util.List;
import org.voxelbench.methods.contrast.CropGrid;

/** How much of a target crop lies in each base crop. */
final class Overlaps {

  private Overlaps() {}

  /**
   * The shares of each target's voxels, one row per target; a row sums to 1 where the target lies
   * inside the grid.
   *
   * @param targets first voxels, {@code [D, H, W]} each
   * @param crop size of target and base crops, {@code [D, H, W]}
   * @return {@code [T, M]} in C order
   */
  static double[] of(List<int[]> targets, CropGrid grid, int[] crop) {
    double[] shares = new double[targets.size() * grid.count()];
    int at = 0;
    for (int[] target : targets) {
      for (int base = 0; base < grid.count(); base++) {
        shares[at++] = share(target, grid.start(base, crop), crop);
      }
    }
    return shares;
  }

  private static double share(int[] a, int[] b, int[] crop) {
    long shared = 1;
    long all = 1;
    for (int axis = 0; axis < 3; axis++) {
      shared *= Math.max(0, crop[axis] - Math.abs(a[axis] - b[axis]));
      all *= crop[axis];
    }
    return (double) shared / all;
  }
}
