package org.voxelbench.datasets;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One label per voxel of a case.
 *
 * @param geometry where it lies
 * @param labels labels in C order of {@code [D, H, W]}
 */
public record LabelMap(Geometry geometry, short[] labels) {

  public LabelMap {
    if (labels.length != geometry.voxels()) {
      throw new DatasetException(
          "a label map of "
              + geometry.voxels()
              + " voxels was given "
              + labels.length
              + " labels.");
    }
  }

  /** The labels that at least one voxel holds. */
  public SortedSet<Integer> values() {
    SortedSet<Integer> values = new TreeSet<>();
    for (int i = 0; i < labels.length; i++) {
      if (i == 0 || labels[i] != labels[i - 1]) {
        values.add((int) labels[i]);
      }
    }
    return values;
  }
}
