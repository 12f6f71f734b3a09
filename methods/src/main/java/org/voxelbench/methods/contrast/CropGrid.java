package org.voxelbench.methods.contrast;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.pretext.PretextPatches;

/**
 * A region as a grid of crops that touch and do not overlap; the last axis runs fastest (nnssl:
 * {@code voco_transform.py}).
 *
 * @param d crops along D
 * @param h crops along H
 * @param w crops along W
 */
public record CropGrid(int d, int h, int w) {

  /** The number of crops. */
  public int count() {
    return Math.multiplyExact(Math.multiplyExact(d, h), w);
  }

  /**
   * One region a sample, neither rotated nor scaled: each crop is changed by itself.
   *
   * <p>It is larger than the patch; where an image is smaller, its outer crops may hold nothing but
   * padding.
   *
   * @param crop {@code [D, H, W]} in voxels
   * @throws BadInputException if no array can hold the region
   */
  public PretextPatches patches(int[] crop) {
    int[] cells = {d, h, w};
    double voxels = 1;
    for (int axis = 0; axis < 3; axis++) {
      voxels *= (double) cells[axis] * crop[axis];
    }
    if (voxels > Integer.MAX_VALUE) {
      throw new BadInputException(
          "a region of "
              + Arrays.toString(cells)
              + " crops of "
              + Arrays.toString(crop)
              + " voxels is too large for an array; choose fewer or smaller crops.");
    }
    return new PretextPatches(1, new int[] {d * crop[0], h * crop[1], w * crop[2]}, false);
  }

  /**
   * The size of one crop of a region, {@code [D, H, W]}.
   *
   * @param region {@code [D, H, W]} in voxels
   */
  public int[] crop(int[] region) {
    return new int[] {region[0] / d, region[1] / h, region[2] / w};
  }

  /**
   * The first voxel of a crop, {@code [D, H, W]}.
   *
   * @param index in {@code [0, count)}
   * @param crop {@code [D, H, W]} in voxels
   */
  public int[] start(int index, int[] crop) {
    return new int[] {index / (h * w) * crop[0], index / w % h * crop[1], index % w * crop[2]};
  }
}
