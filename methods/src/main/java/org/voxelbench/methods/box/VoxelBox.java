package org.voxelbench.methods.box;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

/**
 * A box of voxels inside a volume {@code [D, H, W]} in C order.
 *
 * @param start first voxel per axis
 * @param size voxels per axis, each 1 or more
 */
public record VoxelBox(int[] start, int[] size) {

  /** Rejects a box without voxels. */
  public VoxelBox {
    start = start.clone();
    size = size.clone();
    for (int axis = 0; axis < 3; axis++) {
      if (start[axis] < 0 || size[axis] < 1) {
        throw new BadInputException(
            "a box of "
                + Arrays.toString(size)
                + " voxels at "
                + Arrays.toString(start)
                + " doesn't lie in a volume.");
      }
    }
  }

  /**
   * A box of that size at a uniformly drawn place.
   *
   * @param volume {@code [D, H, W]}
   * @param size voxels per axis
   * @param margin voxels kept free on every side
   */
  public static VoxelBox place(int[] volume, int[] size, int margin, RandomStream random) {
    int[] start = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      start[axis] = random.nextInt(margin, volume[axis] - size[axis] - margin + 1);
    }
    return new VoxelBox(start, size);
  }

  @Override
  public int[] start() {
    return start.clone();
  }

  @Override
  public int[] size() {
    return size.clone();
  }

  /** The number of voxels. */
  public int voxels() {
    return size[0] * size[1] * size[2];
  }

  /** Sets the box's voxels of a volume to one value. */
  public void fill(float[] volume, int[] shape, float value) {
    for (int row = 0; row < rows(); row++) {
      int from = rowStart(row, shape);
      Arrays.fill(volume, from, from + size[2], value);
    }
  }

  /** Copies the box's voxels to the same place of another volume of the same shape. */
  public void copy(float[] from, float[] to, int[] shape) {
    for (int row = 0; row < rows(); row++) {
      int at = rowStart(row, shape);
      System.arraycopy(from, at, to, at, size[2]);
    }
  }

  /** Reads the box's voxels in C order into the front of an array. */
  public void read(float[] volume, int[] shape, float[] into) {
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(volume, rowStart(row, shape), into, row * size[2], size[2]);
    }
  }

  /** Writes the front of an array, in C order, to the box's voxels of a volume. */
  public void write(float[] values, float[] volume, int[] shape) {
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(values, row * size[2], volume, rowStart(row, shape), size[2]);
    }
  }

  private int rows() {
    return size[0] * size[1];
  }

  private int rowStart(int row, int[] shape) {
    int d = start[0] + row / size[1];
    int h = start[1] + row % size[1];
    return (d * shape[1] + h) * shape[2] + start[2];
  }
}
