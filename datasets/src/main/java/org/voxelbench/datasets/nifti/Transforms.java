package org.voxelbench.datasets.nifti;

/** The ways in which a NIfTI header places voxels in space. */
final class Transforms {

  /** ITK's tolerance of a matrix. */
  private static final double ALIKE = 1e-4;

  private Transforms() {}

  /** A rotation as unit quaternion, and whether the third axis is flipped before it. */
  record Rotation(double a, double b, double c, double d, int handedness) {

    /** The affine of this rotation, zooms per axis in mm and an offset. */
    double[][] affine(double[] zooms, double[] offset) {
      double[][] rotation = {
        {1 - 2 * (c * c + d * d), 2 * (b * c - a * d), 2 * (b * d + a * c)},
        {2 * (b * c + a * d), 1 - 2 * (b * b + d * d), 2 * (c * d - a * b)},
        {2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)}
      };
      double[][] affine = identity();
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          double zoom = zooms[column] * (column == 2 ? handedness : 1);
          affine[row][column] = rotation[row][column] * zoom;
        }
        affine[row][3] = offset[row];
      }
      return affine;
    }
  }

  /**
   * The affine of a header without codes: centre of the volume at the origin, first axis pointing
   * left (nibabel: {@code shape_zoom_affine}).
   */
  static double[][] base(long[] shape, double[] zooms) {
    double[][] affine = identity();
    for (int axis = 0; axis < 3; axis++) {
      double size = axis < shape.length ? shape[axis] : 1;
      double zoom = axis < shape.length ? zooms[axis] : 1;
      affine[axis][axis] = axis == 0 ? -zoom : zoom;
      affine[axis][3] = -(size - 1) / 2 * affine[axis][axis];
    }
    return affine;
  }

  /** The affine of a header without codes as ITK takes it: axes of LPS, from the origin on. */
  static double[][] leftPosteriorSuperior(double[] zooms) {
    double[][] affine = identity();
    for (int axis = 0; axis < 3; axis++) {
      double zoom = axis < zooms.length ? zooms[axis] : 1;
      affine[axis][axis] = axis < 2 ? -zoom : zoom;
    }
    return affine;
  }

  /** Whether the axes are at right angles and none is without length, as nearly as ITK asks. */
  static boolean isOrthogonal(double[][] affine) {
    double[][] r = new double[3][3];
    for (int column = 0; column < 3; column++) {
      double length =
          Math.hypot(Math.hypot(affine[0][column], affine[1][column]), affine[2][column]);
      for (int row = 0; row < 3; row++) {
        r[row][column] = affine[row][column] / length;
      }
    }
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        double product = r[a][0] * r[b][0] + r[a][1] * r[b][1] + r[a][2] * r[b][2];
        if (!(Math.abs(product - (a == b ? 1 : 0)) <= ALIKE)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether two affines differ by rounding alone. */
  static boolean alike(double[][] one, double[][] other) {
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        if (!(Math.abs(one[row][column] - other[row][column]) <= ALIKE)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The quaternion of the rotation in an affine whose columns are orthogonal. */
  static Rotation rotation(double[][] affine) {
    double[][] r = new double[3][3];
    for (int column = 0; column < 3; column++) {
      double length =
          Math.sqrt(
              affine[0][column] * affine[0][column]
                  + affine[1][column] * affine[1][column]
                  + affine[2][column] * affine[2][column]);
      for (int row = 0; row < 3; row++) {
        r[row][column] = length == 0 ? (row == column ? 1 : 0) : affine[row][column] / length;
      }
    }
    int handedness = determinant(r) < 0 ? -1 : 1;
    for (int row = 0; row < 3; row++) {
      r[row][2] *= handedness;
    }
    return unit(r, handedness);
  }

  /** Takes the largest of the four components from the diagonal, so that no root is near 0. */
  private static Rotation unit(double[][] r, int handedness) {
    double[] q = {
      1 + r[0][0] + r[1][1] + r[2][2],
      1 + r[0][0] - r[1][1] - r[2][2],
      1 - r[0][0] + r[1][1] - r[2][2],
      1 - r[0][0] - r[1][1] + r[2][2]
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = q[i] > q[largest] ? i : largest;
    }
    double root = Math.sqrt(Math.max(q[largest], 0)) * 2;
    double wx = r[2][1] - r[1][2];
    double wy = r[0][2] - r[2][0];
    double wz = r[1][0] - r[0][1];
    double xy = r[0][1] + r[1][0];
    double xz = r[0][2] + r[2][0];
    double yz = r[1][2] + r[2][1];
    double[] w =
        switch (largest) {
          case 0 -> new double[] {root * root / 4, wx, wy, wz};
          case 1 -> new double[] {wx, root * root / 4, xy, xz};
          case 2 -> new double[] {wy, xy, root * root / 4, yz};
          default -> new double[] {wz, xz, yz, root * root / 4};
        };
    double sign = w[0] < 0 ? -1 : 1;
    double norm = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2] + w[3] * w[3]);
    double scale = sign / norm;
    return new Rotation(w[0] * scale, w[1] * scale, w[2] * scale, w[3] * scale, handedness);
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }

  private static double[][] identity() {
    double[][] affine = new double[4][4];
    for (int axis = 0; axis < 4; axis++) {
      affine[axis][axis] = 1;
    }
    return affine;
  }
}
