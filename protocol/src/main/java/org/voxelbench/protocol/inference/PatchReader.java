package org.voxelbench.protocol.inference;

import java.util.Arrays;
import org.voxelbench.protocol.ProtocolException;

/** A volume from which patches are cut, with zeros outside. */
final class PatchReader {

  private final float[] image;
  private final int channels;
  private final int[] shape;

  /**
   * Wraps a volume.
   *
   * @param image {@code [C, D, H, W]} in C order
   * @param shape {@code [C, D, H, W]}
   */
  PatchReader(float[] image, int[] shape) {
    if (shape.length != 4
        || Arrays.stream(shape).anyMatch(n -> n < 1)
        || (double) shape[0] * shape[1] * shape[2] * shape[3] != image.length) {
      throw new ProtocolException(
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

  /** The patch with that lower corner, {@code [C, d, h, w]}. */
  float[] read(int[] corner, int[] patch) {
    float[] out = new float[channels * patch[0] * patch[1] * patch[2]];
    Overlap overlap = Overlap.of(corner, patch, shape);
    for (int c = 0; c < channels; c++) {
      int channel = c;
      overlap.forEachRow(
          (inPatch, inVolume) ->
              System.arraycopy(
                  image,
                  channel * shape[0] * shape[1] * shape[2] + inVolume,
                  out,
                  channel * patch[0] * patch[1] * patch[2] + inPatch,
                  overlap.width()));
    }
    return out;
  }
}
