package org.voxelbench.datasets;

import java.util.Arrays;

/**
 * Where a volume lies in space.
 *
 * <p>Arrays are ordered {@code [D, H, W]}, the reverse of NIfTI's (i, j, k), so that W runs fastest
 * in memory as i does in the file; nnU-Net orders them the same way.
 *
 * @param size voxels per axis, {@code [D, H, W]}
 * @param spacing mm per voxel, {@code [D, H, W]}
 * @param affine 4x4, from NIfTI voxel indices (i, j, k, 1) to RAS millimetres
 */
public record Geometry(int[] size, double[] spacing, double[][] affine) {

  public Geometry {
    if (size.length != 3 || spacing.length != 3 || affine.length != 4) {
      throw new DatasetException(
          "a geometry has 3 axes and a 4x4 affine, not size " + Arrays.toString(size) + ".");
    }
  }

  /** A geometry without rotation, whose first voxel lies at the origin. */
  public static Geometry axisAligned(int[] size, double[] spacing) {
    double[][] affine = new double[4][4];
    for (int axis = 0; axis < 3; axis++) {
      affine[axis][axis] = spacing[2 - axis];
    }
    affine[3][3] = 1;
    return new Geometry(size.clone(), spacing.clone(), affine);
  }

  /** The number of voxels. */
  public long voxels() {
    return (long) size[0] * size[1] * size[2];
  }
}
