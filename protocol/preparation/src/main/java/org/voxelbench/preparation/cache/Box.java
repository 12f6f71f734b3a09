package org.voxelbench.preparation.cache;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;

/**
 * A box of voxels.
 *
 * @param lower first voxel per axis, {@code [D, H, W]}
 * @param upper one past the last voxel per axis
 */
public record Box(int[] lower, int[] upper) {

  /** Rejects a box without voxels. */
  public Box {
    lower = lower.clone();
    upper = upper.clone();
    if (lower.length != 3 || upper.length != 3) {
      throw new BadInputException("a box needs three axes.");
    }
    for (int axis = 0; axis < 3; axis++) {
      if (lower[axis] < 0 || upper[axis] <= lower[axis]) {
        throw new BadInputException(
            "a box from "
                + Arrays.toString(lower)
                + " to "
                + Arrays.toString(upper)
                + " holds no voxel.");
      }
    }
  }

  @Override
  public int[] lower() {
    return lower.clone();
  }

  @Override
  public int[] upper() {
    return upper.clone();
  }

  /** Voxels per axis. */
  public int[] size() {
    int[] size = new int[3];
    Arrays.setAll(size, axis -> upper[axis] - lower[axis]);
    return size;
  }

  /** The whole of a volume. */
  public static Box whole(int[] shape) {
    return new Box(new int[3], shape);
  }

  /** The box's voxels of a volume of {@code shape}. */
  public float[] cut(float[] voxels, int[] shape) {
    int[] size = size();
    float[] cut = new float[volume(size)];
    for (int row = 0; row < size[0] * size[1]; row++) {
      System.arraycopy(voxels, rowStart(row, size, shape), cut, row * size[2], size[2]);
    }
    return cut;
  }

  /** The box's labels of a volume of {@code shape}. */
  public short[] cut(short[] voxels, int[] shape) {
    int[] size = size();
    short[] cut = new short[volume(size)];
    for (int row = 0; row < size[0] * size[1]; row++) {
      System.arraycopy(voxels, rowStart(row, size, shape), cut, row * size[2], size[2]);
    }
    return cut;
  }

  /** Puts voxels of the box into a volume of zeros. */
  public short[] insertInto(int[] shape, short[] voxels) {
    int[] size = size();
    short[] whole = new short[volume(shape)];
    for (int row = 0; row < size[0] * size[1]; row++) {
      System.arraycopy(voxels, row * size[2], whole, rowStart(row, size, shape), size[2]);
    }
    return whole;
  }

  /** Puts voxels of the box into a volume that has one value everywhere else. */
  public float[] insertInto(int[] shape, float[] voxels, float outside) {
    int[] size = size();
    float[] whole = new float[volume(shape)];
    if (outside != 0) {
      Arrays.fill(whole, outside);
    }
    for (int row = 0; row < size[0] * size[1]; row++) {
      System.arraycopy(voxels, row * size[2], whole, rowStart(row, size, shape), size[2]);
    }
    return whole;
  }

  private int rowStart(int row, int[] size, int[] shape) {
    int d = lower[0] + row / size[1];
    int h = lower[1] + row % size[1];
    return (d * shape[1] + h) * shape[2] + lower[2];
  }

  private static int volume(int[] size) {
    return Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2]);
  }
}
