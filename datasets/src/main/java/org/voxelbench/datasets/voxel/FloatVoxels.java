package org.voxelbench.datasets.voxel;

import java.nio.file.Path;
import java.util.Arrays;
import org.voxelbench.datasets.DatasetException;

/** Keeps intensities as 32-bit floats; NaN stays NaN. */
final class FloatVoxels implements VoxelSink {

  private final Path file;
  private final int wanted;
  private float[] values;
  private int filled;

  FloatVoxels(Path file, int room, int wanted) {
    this.file = file;
    this.values = new float[room];
    this.wanted = wanted;
  }

  float[] values() {
    return values;
  }

  /**
   * Takes values.
   *
   * @throws DatasetException for a finite value beyond the range of floats
   */
  @Override
  public void accept(double[] chunk, int count) {
    if (filled + count > values.length) {
      values = Arrays.copyOf(values, Room.grown(values.length, filled, count, wanted));
    }
    for (int i = 0; i < count; i++) {
      values[filled + i] = (float) chunk[i];
      if (Float.isInfinite(values[filled + i]) && !Double.isInfinite(chunk[i])) {
        throw new DatasetException(
            file
                + ": voxel "
                + (filled + i)
                + " holds "
                + chunk[i]
                + ", which is finite but beyond what 32-bit floats hold ("
                + Float.MAX_VALUE
                + "); clip or rescale the image.");
      }
    }
    filled += count;
  }
}
