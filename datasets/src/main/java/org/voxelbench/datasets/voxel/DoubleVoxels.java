package org.voxelbench.datasets.voxel;

import java.util.Arrays;

/** Keeps values as they are decoded. */
public final class DoubleVoxels implements VoxelSink {

  private final int wanted;
  private double[] values;
  private int filled;

  /**
   * An empty array.
   *
   * @param room voxels for which to make room at once
   * @param wanted voxels that will come
   */
  public DoubleVoxels(int room, int wanted) {
    this.values = new double[room];
    this.wanted = wanted;
  }

  /** The values taken. */
  public double[] values() {
    return values;
  }

  @Override
  public void accept(double[] chunk, int count) {
    if (filled + count > values.length) {
      values = Arrays.copyOf(values, Room.grown(values.length, filled, count, wanted));
    }
    System.arraycopy(chunk, 0, values, filled, count);
    filled += count;
  }
}
