package org.voxelbench.datasets;

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
}
