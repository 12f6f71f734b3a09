package org.voxelbench.training.patch;

import java.util.Arrays;

/** Resampling to the nearest voxel by pixel centres, as PyTorch's mode "nearest-exact" does. */
public final class NearestExact {

  private NearestExact() {}

  /** For each of {@code to} voxels along an axis, that of {@code from} in which its centre lies. */
  public static int[] indices(int to, int from) {
    int[] indices = new int[to];
    Arrays.setAll(indices, i -> (int) Math.min((2L * i + 1) * from / (2L * to), from - 1));
    return indices;
  }
}
