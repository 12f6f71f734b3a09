package org.voxelbench.training.patch;

import java.util.Arrays;

/**
 * One patch of one case with its labels.
 *
 * @param caseId the case it was cut from
 * @param image {@code [C, D, H, W]} in C order
 * @param segmentation {@code [D, H, W]} in C order
 * @param channels C
 * @param size {@code [D, H, W]}
 */
public record Sample(String caseId, float[] image, short[] segmentation, int channels, int[] size) {

  public Sample {
    int voxels = size[0] * size[1] * size[2];
    if (image.length != channels * voxels || segmentation.length != voxels) {
      throw new IllegalArgumentException(
          "a sample of "
              + channels
              + " channels and size "
              + Arrays.toString(size)
              + " was given "
              + image.length
              + " intensities and "
              + segmentation.length
              + " labels");
    }
  }

  /** Voxels of one channel. */
  public int voxels() {
    return segmentation.length;
  }
}
