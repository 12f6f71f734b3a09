package org.voxelbench.engine;

/**
 * The box of voxels that a patch shares with a volume; all are given per axis, {@code [d, h, w]}.
 *
 * @param corner lower corner of the patch in the volume's voxels, negative where it sticks out
 * @param low first shared voxel of the patch
 * @param high one past the last shared voxel of the patch
 */
public record Overlap(int[] corner, int[] patch, int[] volume, int[] low, int[] high) {

  /** Takes the start of one row of shared voxels, in the patch and in the volume. */
  @FunctionalInterface
  public interface Row {
    void at(int inPatch, int inVolume);
  }

  /** What a patch of that lower corner shares with a volume. */
  public static Overlap of(int[] corner, int[] patch, int[] volume) {
    int[] low = new int[3];
    int[] high = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = Math.max(0, -corner[axis]);
      high[axis] = Math.min(patch[axis], volume[axis] - corner[axis]);
    }
    return new Overlap(corner, patch, volume, low, high);
  }

  /** Voxels of each shared row. */
  public int width() {
    return high[2] - low[2];
  }

  /** Where a shared row starts in the patch. */
  public int inPatch(int d, int h) {
    return (d * patch[1] + h) * patch[2] + low[2];
  }

  /** Where a shared row of the patch starts in the volume. */
  public int inVolume(int d, int h) {
    return ((corner[0] + d) * volume[1] + corner[1] + h) * volume[2] + corner[2] + low[2];
  }

  /** Visits the shared rows along W. */
  public void forEachRow(Row row) {
    for (int d = low[0]; d < high[0]; d++) {
      for (int h = low[1]; h < high[1]; h++) {
        row.at(inPatch(d, h), inVolume(d, h));
      }
    }
  }
}
