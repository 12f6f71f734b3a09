package org.voxelbench.base.volume;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

/**
 * A box of voxels inside a volume {@code [D, H, W]} in C order.
 *
 * @param lower first voxel per axis
 * @param size voxels per axis, each 1 or more
 */
public record VoxelBox(int[] lower, int[] size) {

  /** Rejects a box without voxels. */
  public VoxelBox {
    lower = lower.clone();
    size = size.clone();
    if (lower.length != 3 || size.length != 3) {
      throw new BadInputException("a box needs three axes.");
    }
    for (int axis = 0; axis < 3; axis++) {
      if (lower[axis] < 0 || size[axis] < 1) {
        throw new BadInputException(
            "a box of "
                + Arrays.toString(size)
                + " voxels at "
                + Arrays.toString(lower)
                + " doesn't lie in a volume.");
      }
    }
  }

  /**
   * The box between two corners.
   *
   * @param lower first voxel per axis
   * @param upper one past the last voxel per axis
   */
  public static VoxelBox between(int[] lower, int[] upper) {
    int[] size = new int[3];
    Arrays.setAll(size, axis -> upper[axis] - lower[axis]);
    return new VoxelBox(lower, size);
  }

  /** The whole of a volume. */
  public static VoxelBox whole(int[] shape) {
    return new VoxelBox(new int[3], shape);
  }

  /**
   * A box of that size at a uniformly drawn place.
   *
   * @param volume {@code [D, H, W]}
   * @param size voxels per axis
   * @param margin voxels kept free on every side
   */
  public static VoxelBox place(int[] volume, int[] size, int margin, RandomStream random) {
    int[] lower = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      lower[axis] = random.nextInt(margin, volume[axis] - size[axis] - margin + 1);
    }
    return new VoxelBox(lower, size);
  }

  @Override
  public int[] lower() {
    return lower.clone();
  }

  /** One past the last voxel per axis. */
  public int[] upper() {
    int[] upper = new int[3];
    Arrays.setAll(upper, axis -> lower[axis] + size[axis]);
    return upper;
  }

  @Override
  public int[] size() {
    return size.clone();
  }

  /** The number of voxels. */
  public int voxels() {
    return volume(size);
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

  /** Reads the box's voxels into the front of an array. */
  public void read(float[] volume, int[] shape, float[] into) {
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(volume, rowStart(row, shape), into, row * size[2], size[2]);
    }
  }

  /** Writes the front of an array to the box's voxels of a volume. */
  public void write(float[] values, float[] volume, int[] shape) {
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(values, row * size[2], volume, rowStart(row, shape), size[2]);
    }
  }

  /** The box's voxels of a volume. */
  public float[] cut(float[] volume, int[] shape) {
    float[] cut = new float[voxels()];
    read(volume, shape, cut);
    return cut;
  }

  /** The box's labels of a volume. */
  public short[] cut(short[] volume, int[] shape) {
    short[] cut = new short[voxels()];
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(volume, rowStart(row, shape), cut, row * size[2], size[2]);
    }
    return cut;
  }

  /** A volume of zeros but for the box's labels. */
  public short[] insertInto(int[] shape, short[] labels) {
    short[] whole = new short[volume(shape)];
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(labels, row * size[2], whole, rowStart(row, shape), size[2]);
    }
    return whole;
  }

  /** A volume of one value but for the box's voxels. */
  public float[] insertInto(int[] shape, float[] voxels, float outside) {
    float[] whole = new float[volume(shape)];
    if (outside != 0) {
      Arrays.fill(whole, outside);
    }
    write(voxels, whole, shape);
    return whole;
  }

  private int rows() {
    return size[0] * size[1];
  }

  private int rowStart(int row, int[] shape) {
    int d = lower[0] + row / size[1];
    int h = lower[1] + row % size[1];
    return (d * shape[1] + h) * shape[2] + lower[2];
  }

  private static int volume(int[] size) {
    return Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2]);
  }
}
