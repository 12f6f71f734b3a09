package org.voxelbench.evaluation.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;

/** Whether two volumes lie on the same voxels. */
final class SameGeometry {

  /** Share of the shortest voxel edge by which a corner may be off, for rounded headers. */
  private static final double TOLERANCE = 0.1;

  private SameGeometry() {}

  /** Whether two volumes have the same size and, at every corner, the same place. */
  static boolean holds(Geometry prediction, Geometry reference) {
    return difference(prediction, reference).isEmpty();
  }

  /**
   * Checks that prediction and reference have the same size and, at every corner, the same place.
   *
   * @throws BadInputException naming the case and both geometries
   */
  static void check(String caseId, Geometry prediction, Geometry reference) {
    difference(prediction, reference)
        .ifPresent(
            difference -> {
              throw new BadInputException(
                  "the prediction of case '"
                      + caseId
                      + "' "
                      + difference
                      + "; write predictions in the geometry of the original image.");
            });
  }

  private static Optional<String> difference(Geometry prediction, Geometry reference) {
    if (!Arrays.equals(prediction.size(), reference.size())) {
      return difference(
          "has the size " + Arrays.toString(prediction.size()), Arrays.toString(reference.size()));
    }
    double edge = Arrays.stream(reference.spacing()).min().orElseThrow();
    for (int corner = 0; corner < 8; corner++) {
      double[] a = corner(prediction, corner);
      double[] b = corner(reference, corner);
      double off = Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
      if (!(off <= TOLERANCE * edge)) {
        return difference(
            "has a corner voxel at " + Arrays.toString(a) + " mm", Arrays.toString(b) + " mm");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(String has, String reference) {
    return Optional.of(has + ", but its reference " + reference);
  }

  /** RAS millimetres of a corner voxel's centre. */
  private static double[] corner(Geometry geometry, int corner) {
    double[] place = new double[3];
    for (int row = 0; row < 3; row++) {
      place[row] = geometry.affine()[row][3];
      for (int axis = 0; axis < 3; axis++) {
        // Columns run over (i, j, k), sizes over [D, H, W].
        int last = geometry.size()[2 - axis] - 1;
        place[row] += (corner >> axis & 1) * geometry.affine()[row][axis] * last;
      }
    }
    return place;
  }

  private static double square(double x) {
    return x * x;
  }
}
