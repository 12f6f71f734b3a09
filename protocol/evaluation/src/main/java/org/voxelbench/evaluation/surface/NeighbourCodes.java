package org.voxelbench.evaluation.surface;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;

/**
 * The code of every 2x2x2 neighbourhood of a mask within a box, outside of which it is empty.
 *
 * <p>Element (i, j, k) joins voxels i - 1 and i of each axis, so there is one more than voxels. It
 * lies on the surface if some, but not all, of its eight voxels are in the mask.
 */
final class NeighbourCodes {

  private static final int FULL = 255;

  private final int[] size;
  private final byte[] codes;
  private final int surface;

  /**
   * Codes of a mask.
   *
   * @throws BadInputException if the box has more elements than an array
   */
  NeighbourCodes(JointBox box, VoxelSet mask) {
    size = Arrays.stream(box.size()).map(voxels -> voxels + 1).toArray();
    double elements = (double) size[0] * size[1] * size[2];
    if (elements > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          "the classes span a box of "
              + Arrays.toString(box.size())
              + " voxels, which is too large to measure surfaces in.");
    }
    codes = new byte[(int) elements];
    for (int d = 0; d + 1 < size[0]; d++) {
      for (int h = 0; h + 1 < size[1]; h++) {
        int row = box.row(d, h);
        for (int w = 0; w + 1 < size[2]; w++) {
          if (mask.contains(row + w)) {
            enter(d, h, w);
          }
        }
      }
    }
    int count = 0;
    for (int element = 0; element < codes.length; element++) {
      count += isSurface(element) ? 1 : 0;
    }
    surface = count;
  }

  /** Sets the voxel's bit in the eight elements that it belongs to. */
  private void enter(int d, int h, int w) {
    for (int corner = 0; corner < 8; corner++) {
      // A voxel is the later one of the element with its own index, the earlier one of the next.
      int element =
          ((d + 1 - (corner >> 2 & 1)) * size[1] + h + 1 - (corner >> 1 & 1)) * size[2]
              + w
              + 1
              - (corner & 1);
      codes[element] |= (byte) (128 >> corner);
    }
  }

  /** Elements per axis, {@code [D, H, W]}. */
  int[] size() {
    return size;
  }

  /** Number of elements on the surface. */
  int surface() {
    return surface;
  }

  int code(int element) {
    return codes[element] & FULL;
  }

  boolean isSurface(int element) {
    int code = code(element);
    return code != 0 && code != FULL;
  }
}
