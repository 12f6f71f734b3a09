package org.voxelbench.preparation.preprocess;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;

/** Sizes of {@code [D, H, W]} arrays. */
final class Volumes {

  private Volumes() {}

  /** The number of voxels, which must fit one Java array. */
  static int size(int[] shape) {
    long size = 1;
    for (int extent : shape) {
      if (extent < 1) {
        throw new BadInputException(
            "a volume of shape " + Arrays.toString(shape) + " has no voxels; check its spacing.");
      }
      size *= extent;
      if (size > Integer.MAX_VALUE - 8) {
        throw new BadInputException(
            "a volume of shape "
                + Arrays.toString(shape)
                + " has more voxels than one array can hold; choose a coarser target spacing.");
      }
    }
    return (int) size;
  }
}
