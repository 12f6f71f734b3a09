package org.voxelbench.datasets.voxel;

import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;

/** How much memory voxels may take before they have come. */
public final class Room {

  /** The most values that one array holds. */
  public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Room() {}

  /**
   * Refuses a volume that Java has no memory for.
   *
   * @param file what the error names
   * @param cell bytes that a voxel will take
   */
  public static void check(Path file, long voxels, int cell) {
    long needed = voxels * cell;
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new DatasetException(
          file
              + ": the image needs "
              + (needed >> 20)
              + " MiB of memory, Java may use "
              + (most >> 20)
              + "; start it with a larger -Xmx.");
    }
  }

  /** An array's length with room for so many more, doubled, up to what is wanted. */
  static int grown(int room, int filled, int count, int wanted) {
    int grown = room;
    while (filled + count > grown) {
      grown = (int) Math.min(wanted, 2L * grown);
    }
    return grown;
  }
}
