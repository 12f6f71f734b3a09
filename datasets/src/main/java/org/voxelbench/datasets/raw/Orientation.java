package org.voxelbench.datasets.raw;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.datasets.DatasetException;

/**
 * The anatomical axis that each axis of a file follows most closely (nibabel: {@code
 * io_orientation}).
 *
 * @param anatomical per axis (i, j, k) of the file: 0 right, 1 anterior, 2 superior
 * @param flipped per axis of the file: whether it points the other way
 */
public record Orientation(int[] anatomical, boolean[] flipped) {

  private static final String[] TOWARDS = {"R", "A", "S"};
  private static final String[] AWAY = {"L", "P", "I"};

  private static final int STEPS = 100;
  private static final double CONVERGED = 1e-12;

  /**
   * Of an affine.
   *
   * @throws DatasetException if it can't be inverted
   */
  public static Orientation of(double[][] affine) {
    double[][] rotation = nearestRotation(normalised(affine));
    List<Integer> strongestFirst =
        IntStream.range(0, 3)
            .boxed()
            .sorted(Comparator.comparingDouble(axis -> -strongest(rotation, axis)))
            .toList();
    int[] anatomical = new int[3];
    boolean[] flipped = new boolean[3];
    boolean[] taken = new boolean[3];
    for (int axis : strongestFirst) {
      int best = -1;
      for (int row = 0; row < 3; row++) {
        boolean stronger =
            best < 0 || Math.abs(rotation[row][axis]) > Math.abs(rotation[best][axis]);
        if (!taken[row] && stronger) {
          best = row;
        }
      }
      taken[best] = true;
      anatomical[axis] = best;
      flipped[axis] = rotation[best][axis] < 0;
    }
    return new Orientation(anatomical, flipped);
  }

  /** Where the axes (i, j, k) of the file point, such as {@code LPS} (nibabel: aff2axcodes). */
  public String letters() {
    StringBuilder letters = new StringBuilder();
    for (int axis = 0; axis < anatomical.length; axis++) {
      letters.append((flipped[axis] ? AWAY : TOWARDS)[anatomical[axis]]);
    }
    return letters.toString();
  }

  private static double strongest(double[][] rotation, int axis) {
    double most = 0;
    for (int row = 0; row < 3; row++) {
      most = Math.max(most, rotation[row][axis] * rotation[row][axis]);
    }
    return most;
  }

  private static double[][] normalised(double[][] affine) {
    double[][] columns = new double[3][3];
    for (int column = 0; column < 3; column++) {
      double length =
          Math.sqrt(
              affine[0][column] * affine[0][column]
                  + affine[1][column] * affine[1][column]
                  + affine[2][column] * affine[2][column]);
      if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
        throw new DatasetException(
            "the affine " + Arrays.deepToString(affine) + " gives an axis no direction.");
      }
      for (int row = 0; row < 3; row++) {
        columns[row][column] = affine[row][column] / length;
      }
    }
    return columns;
  }

  /** The orthogonal factor of the polar decomposition, by Newton's iteration. */
  private static double[][] nearestRotation(double[][] matrix) {
    double[][] x = matrix;
    for (int step = 0; step < STEPS; step++) {
      double[][] inverse = inverseTransposed(x);
      double change = 0;
      double[][] next = new double[3][3];
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          next[row][column] = (x[row][column] + inverse[row][column]) / 2;
          change = Math.max(change, Math.abs(next[row][column] - x[row][column]));
        }
      }
      x = next;
      if (change < CONVERGED) {
        return x;
      }
    }
    throw new DatasetException(
        "the affine of directions " + Arrays.deepToString(matrix) + " can't be inverted.");
  }

  private static double[][] inverseTransposed(double[][] m) {
    double[][] cofactors = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        int a = (row + 1) % 3;
        int b = (row + 2) % 3;
        int c = (column + 1) % 3;
        int d = (column + 2) % 3;
        cofactors[row][column] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      }
    }
    double determinant =
        m[0][0] * cofactors[0][0] + m[0][1] * cofactors[0][1] + m[0][2] * cofactors[0][2];
    for (double[] row : cofactors) {
      for (int column = 0; column < 3; column++) {
        row[column] /= determinant;
      }
    }
    return cofactors;
  }
}
