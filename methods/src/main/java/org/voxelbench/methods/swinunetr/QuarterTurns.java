package org.voxelbench.methods.swinunetr;

import org.voxelbench.base.random.RandomStream;

/** Rotations by quarter turns in the plane of the axes H and W, from H towards W. */
final class QuarterTurns {

  /** Rotations that can be told apart. */
  static final int COUNT = 4;

  private QuarterTurns() {}

  /** A number of turns; half turns only where H and W differ, as others would change the shape. */
  static int draw(int[] shape, RandomStream random) {
    return shape[1] == shape[2] ? random.nextInt(COUNT) : 2 * random.nextInt(COUNT / 2);
  }

  /**
   * A rotated copy.
   *
   * @param volume {@code [D, H, W]}; H and W are equal if the number of turns is odd
   * @param turns 0 to 3
   */
  static float[] rotate(float[] volume, int[] shape, int turns) {
    int height = shape[1];
    int width = shape[2];
    int slice = height * width;
    // Output (h, w) reads the input at first + h * byRow + w * byColumn.
    int first =
        switch (turns) {
          case 0 -> 0;
          case 1 -> width - 1;
          case 2 -> slice - 1;
          default -> slice - width;
        };
    int byRow =
        switch (turns) {
          case 0 -> width;
          case 1 -> -1;
          case 2 -> -width;
          default -> 1;
        };
    int byColumn =
        switch (turns) {
          case 0 -> 1;
          case 1 -> width;
          case 2 -> -1;
          default -> -width;
        };
    float[] rotated = new float[volume.length];
    int at = 0;
    for (int d = 0; d < shape[0]; d++) {
      for (int h = 0; h < height; h++) {
        int from = d * slice + first + h * byRow;
        for (int w = 0; w < width; w++, from += byColumn) {
          rotated[at++] = volume[from];
        }
      }
    }
    return rotated;
  }
}
