package org.voxelbench.evaluation.inference;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Overlap;

/** A volume from which patches are cut, with zeros outside. */
final class VolumePatches {

  private final float[] image;
  private final int channels;
  private final int[] shape;

  /**
   * Wraps a volume.
   *
   * @param image {@code [C, D, H, W]} in C order
   * @param shape {@code [C, D, H, W]}
   */
  VolumePatches(float[] image, int[] shape) {
    if (shape.length != 4
        || Arrays.stream(shape).anyMatch(n -> n < 1)
        || (double) shape[0] * shape[1] * shape[2] * shape[3] != image.length) {
      throw new BadInputException(
          "an image of shape "
              + Arrays.toString(shape)
              + " was given "
              + image.length
              + " intensities; the shape must be [C, D, H, W].");
    }
    this.image = image;
    this.channels = shape[0];
    this.shape = Arrays.copyOfRange(shape, 1, 4);
  }

  int channels() {
    return channels;
  }

  int[] shape() {
    return shape.clone();
  }

  /** The patches with those lower corners, {@code [N, C, d, h, w]}. */
  NdArray read(List<int[]> corners, int[] patch) {
    int[] all = {corners.size(), channels, patch[0], patch[1], patch[2]};
    float[] out = new float[Math.toIntExact(NdArray.size(all))];
    int voxels = shape[0] * shape[1] * shape[2];
    int patchVoxels = patch[0] * patch[1] * patch[2];
    for (int n = 0; n < corners.size(); n++) {
      Overlap overlap = Overlap.of(corners.get(n), patch, shape);
      for (int c = 0; c < channels; c++) {
        int from = c * voxels;
        int to = (n * channels + c) * patchVoxels;
        overlap.forEachRow(
            (inPatch, inVolume) ->
                System.arraycopy(image, from + inVolume, out, to + inPatch, overlap.width()));
      }
    }
    return NdArray.of(all, out);
  }
}
