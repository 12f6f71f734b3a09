package org.voxelbench.harness.survey;

/**
 * What a case holds of one class.
 *
 * @param name the class or region
 * @param voxels how many voxels
 * @param cubicMillimetres their volume
 * @param components connected pieces, over faces, edges and corners
 * @param centre the centroid as a share of the image, from 0 to 1 towards right, anterior and
 *     superior; NaN without a voxel
 */
public record ClassFacts(
    String name, long voxels, double cubicMillimetres, int components, double[] centre) {

  public boolean isEmpty() {
    return voxels == 0;
  }
}
