package org.voxelbench.training.augment;

/**
 * A linear map from offsets around the final patch's centre to offsets around the loader's.
 *
 * @param matrix row by row, axes {@code D, H, W}
 */
record Affine(double[] matrix) {

  /**
   * {@code Rz Ry Rx} times the scale, angle i turning about axis i.
   *
   * @param angles radians
   * @param scale more than 1 shrinks objects
   */
  static Affine of(double[] angles, double scale) {
    double[] product = {scale, 0, 0, 0, scale, 0, 0, 0, scale};
    for (int axis = 0; axis < 3; axis++) {
      product = multiply(rotation(axis, angles[axis]), product);
    }
    return new Affine(product);
  }

  /** A rotation and scaling of the last two axes only. */
  static Affine inPlane(double angle, double scale) {
    double[] scaling = {1, 0, 0, 0, scale, 0, 0, 0, scale};
    return new Affine(multiply(rotation(0, angle), scaling));
  }

  double at(int row, int column) {
    return matrix[3 * row + column];
  }

  private static double[] rotation(int axis, double angle) {
    double[] rotation = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    int a = (axis + 1) % 3;
    int b = (axis + 2) % 3;
    rotation[3 * a + a] = StrictMath.cos(angle);
    rotation[3 * a + b] = -StrictMath.sin(angle);
    rotation[3 * b + a] = StrictMath.sin(angle);
    rotation[3 * b + b] = StrictMath.cos(angle);
    return rotation;
  }

  private static double[] multiply(double[] left, double[] right) {
    double[] product = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          product[3 * i + j] += left[3 * i + k] * right[3 * k + j];
        }
      }
    }
    return product;
  }
}
