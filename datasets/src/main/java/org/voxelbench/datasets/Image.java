package org.voxelbench.datasets;

/**
 * One channel of a case.
 *
 * @param geometry where it lies
 * @param voxels intensities in C order of {@code [D, H, W]}
 */
public record Image(Geometry geometry, float[] voxels) {

  public Image {
    if (voxels.length != geometry.voxels()) {
      throw new DatasetException(
          "an image of " + geometry.voxels() + " voxels was given " + voxels.length + " values.");
    }
  }
}
