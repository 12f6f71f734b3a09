package org.voxelbench.methods.volumefusion;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

/**
 * Sides that a fused box may have.
 *
 * @param smallest voxels per axis
 * @param largest voxels per axis
 */
record BoxSizes(int[] smallest, int[] largest) {

  /** The released code has sides of 8 to floor(0.625 * 160) voxels in 160^3. */
  private static final double SMALLEST_SHARE = 8 / 160.0;

  private static final double LARGEST_SHARE = 0.625;

  /**
   * What the settings say, or in proportion to the volume.
   *
   * @throws BadInputException if a box would not fit
   */
  static BoxSizes of(VolumeFusion.Settings settings, int[] shape) {
    int[] smallest = new int[3];
    int[] largest = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      smallest[axis] = scaled(settings.smallestBox(), Math.round(SMALLEST_SHARE * shape[axis]));
      largest[axis] = scaled(settings.largestBox(), (long) (LARGEST_SHARE * shape[axis]));
      if (smallest[axis] > largest[axis] || largest[axis] > shape[axis]) {
        throw new BadInputException(
            "volume-fusion: boxes of "
                + smallest[axis]
                + " to "
                + largest[axis]
                + " voxels don't fit a patch axis of "
                + shape[axis]
                + " voxels; change smallestBox and largestBox, or set them to 0.");
      }
    }
    return new BoxSizes(smallest, largest);
  }

  private static int scaled(int set, long scaled) {
    return set > 0 ? set : (int) Math.max(1, scaled);
  }

  int[] draw(RandomStream random) {
    int[] size = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = random.nextInt(smallest[axis], largest[axis] + 1);
    }
    return size;
  }
}
