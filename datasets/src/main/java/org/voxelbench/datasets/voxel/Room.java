package org.voxelbench.datasets.voxel;

/** How an array grows for voxels that may never come. */
final class Room {

  private Room() {}

  /** Room for so many more, doubled, up to what is wanted. */
  static int grown(int room, int filled, int count, int wanted) {
    int grown = room;
    while (filled + count > grown) {
      grown = (int) Math.min(wanted, 2L * grown);
    }
    return grown;
  }
}
