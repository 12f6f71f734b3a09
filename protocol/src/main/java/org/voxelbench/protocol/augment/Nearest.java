package org.voxelbench.protocol.augment;

/** Resampling to the nearest voxel by pixel centres, as PyTorch's mode "nearest-exact" does. */
final class Nearest {

  private Nearest() {}

  /** The input, of {@code from}, that output i of {@code to} shows. */
  static int index(int i, int to, int from) {
    return (int) Math.min((2L * i + 1) * from / (2L * to), from - 1);
  }
}
