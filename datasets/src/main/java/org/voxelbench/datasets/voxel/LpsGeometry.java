package org.voxelbench.datasets.voxel;

import java.nio.file.Path;
import java.util.Arrays;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;

/** Geometry of formats whose coordinates point left, posterior and superior. */
public final class LpsGeometry {

  private LpsGeometry() {}

  /**
   * A geometry by the way from a voxel to the next.
   *
   * @param key the header's key of the steps, for the error
   * @param size voxels per axis in the file's order {@code (i, j, k)}
   * @param steps for each of these axes the step to the next voxel in LPS mm
   * @param origin the first voxel in LPS mm
   * @throws DatasetException if a step has no length, or a number isn't finite
   */
  public static Geometry of(Path file, String key, int[] size, double[][] steps, double[] origin) {
    double[][] affine = new double[4][4];
    double[] spacing = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double[] step = steps[axis];
      double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
      if (!(length > 0 && Double.isFinite(length))) {
        throw new DatasetException(
            file
                + ": the key '"
                + key
                + "' gives the step "
                + Arrays.toString(step)
                + " from a voxel to the next, expected one of positive length.");
      }
      spacing[2 - axis] = length;
      for (int row = 0; row < 3; row++) {
        affine[row][axis] = ras(row) * step[row] + 0.0;
      }
    }
    for (int row = 0; row < 3; row++) {
      if (!Double.isFinite(origin[row])) {
        throw new DatasetException(
            file
                + ": the first voxel lies at "
                + Arrays.toString(origin)
                + ", expected finite numbers.");
      }
      affine[row][3] = ras(row) * origin[row] + 0.0;
    }
    affine[3][3] = 1;
    return new Geometry(new int[] {size[2], size[1], size[0]}, spacing, affine);
  }

  /**
   * The unit steps and the origin in LPS mm of a geometry, for a writer.
   *
   * @return rows of three: of the axes {@code i, j, k} the direction, then the origin
   */
  public static double[][] toLps(Geometry geometry) {
    double[][] rows = new double[4][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        rows[column][row] = ras(row) * geometry.affine()[row][column] + 0.0;
      }
    }
    return rows;
  }

  /** Left is minus right, posterior minus anterior. */
  private static int ras(int row) {
    return row < 2 ? -1 : 1;
  }
}
