package org.voxelbench.evaluation.inference;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The patches of a case in batches, each of which the network sees in one pass or several.
 *
 * @param corners lower corners of the patches
 * @param copies mirrored copies of each patch, itself included
 * @param copiesAtOnce copies that the network sees at once, at most
 */
record PatchBatches(List<int[]> corners, int copies, int copiesAtOnce) {

  /** The mirrors of each pass, so that the network sees as many copies as it may. */
  static List<List<Flip>> passes(List<Flip> mirrors, int copiesAtOnce) {
    return IntStream.iterate(0, from -> from < mirrors.size(), from -> from + copiesAtOnce)
        .mapToObj(from -> mirrors.subList(from, Math.min(from + copiesAtOnce, mirrors.size())))
        .toList();
  }

  /** Patches per batch; the last may hold fewer. */
  private int size() {
    return Math.max(1, copiesAtOnce / copies);
  }

  int count() {
    return (corners.size() - 1) / size() + 1;
  }

  /** The lower corners of the patches in a batch. */
  List<int[]> corners(int batch) {
    int first = batch * size();
    return corners.subList(first, Math.min(first + size(), corners.size()));
  }
}
