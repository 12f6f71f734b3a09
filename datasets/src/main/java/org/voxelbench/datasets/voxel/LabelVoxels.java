package org.voxelbench.datasets.voxel;

import java.nio.file.Path;
import java.util.Arrays;
import org.voxelbench.datasets.DatasetException;

/** Keeps labels, which are integers of 16 bits. */
final class LabelVoxels implements VoxelSink {

  /** Rounding that a scale factor may leave on an integer. */
  private static final double INTEGER_TOLERANCE = 1e-4;

  private final Path file;
  private final int wanted;
  private short[] values;
  private int filled;

  LabelVoxels(Path file, int room, int wanted) {
    this.file = file;
    this.values = new short[room];
    this.wanted = wanted;
  }

  short[] values() {
    return values;
  }

  /**
   * Takes values.
   *
   * @throws DatasetException if one is no such integer
   */
  @Override
  public void accept(double[] chunk, int count) {
    if (filled + count > values.length) {
      values = Arrays.copyOf(values, Room.grown(values.length, filled, count, wanted));
    }
    for (int i = 0; i < count; i++) {
      double label = Math.rint(chunk[i]);
      boolean integer = Math.abs(chunk[i] - label) <= INTEGER_TOLERANCE;
      if (!integer || label < Short.MIN_VALUE || label > Short.MAX_VALUE) {
        throw new DatasetException(
            file
                + ": voxel "
                + (filled + i)
                + " holds the label "
                + chunk[i]
                + ", expected an integer of at most "
                + Short.MAX_VALUE
                + ".");
      }
      values[filled + i] = (short) label;
    }
    filled += count;
  }
}
