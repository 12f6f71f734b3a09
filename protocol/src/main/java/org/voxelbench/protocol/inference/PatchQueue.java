package org.voxelbench.protocol.inference;

import java.util.List;

/**
 * Every patch in every mirrored copy, in batches; copies of a patch follow each other.
 *
 * @param corners lower corners of the patches
 * @param mirrors the copies of each patch
 * @param batchSize copies per batch; the last batch may hold fewer
 */
record PatchQueue(List<int[]> corners, List<Mirror> mirrors, int batchSize) {

  private int copies() {
    return Math.multiplyExact(corners.size(), mirrors.size());
  }

  int batches() {
    return (copies() - 1) / batchSize + 1;
  }

  /** The copies in a batch. */
  int slots(int batch) {
    return Math.min(batchSize, copies() - batch * batchSize);
  }

  private int copy(int batch, int slot) {
    return batch * batchSize + slot;
  }

  /** The lower corner of the patch in a slot. */
  int[] corner(int batch, int slot) {
    return corners.get(copy(batch, slot) / mirrors.size());
  }

  /** The copy in a slot. */
  Mirror mirror(int batch, int slot) {
    return mirrors.get(copy(batch, slot) % mirrors.size());
  }

  /** Whether the slot holds the last copy of its patch. */
  boolean completes(int batch, int slot) {
    return copy(batch, slot) % mirrors.size() == mirrors.size() - 1;
  }

  /** Patches that are complete after a slot. */
  int completed(int batch, int slot) {
    return (copy(batch, slot) + 1) / mirrors.size();
  }
}
