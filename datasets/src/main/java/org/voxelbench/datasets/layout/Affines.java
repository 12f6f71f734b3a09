package org.voxelbench.datasets.layout;

import org.voxelbench.datasets.DatasetException;

/** Affine maps of space as 4x4 matrices whose last row is 0, 0, 0, 1. */
final class Affines {

  private Affines() {}

  /** First the right one, then the left one. */
  static double[][] times(double[][] left, double[][] right) {
    double[][] product = new double[4][4];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        for (int i = 0; i < 4; i++) {
          product[row][column] += left[row][i] * right[i][column];
        }
      }
    }
    return product;
  }

  /**
   * The way back.
   *
   * @throws DatasetException if there is none, because the axes lie in a plane
   */
  static double[][] inverse(double[][] affine) {
    double[][] inverse = new double[4][4];
    double determinant = 0;
    for (int column = 0; column < 3; column++) {
      determinant += affine[0][column] * cofactor(affine, 0, column);
    }
    if (determinant == 0) {
      throw new DatasetException("the axes of a volume lie in a plane.");
    }
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        inverse[row][column] = cofactor(affine, column, row) / determinant;
        inverse[row][3] -= inverse[row][column] * affine[column][3];
      }
    }
    inverse[3][3] = 1;
    return inverse;
  }

  private static double cofactor(double[][] m, int row, int column) {
    int r1 = (row + 1) % 3;
    int r2 = (row + 2) % 3;
    int c1 = (column + 1) % 3;
    int c2 = (column + 2) % 3;
    return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
  }
}
