package org.voxelbench.datasets.raw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.datasets.Geometry;

/** Compares where volumes lie, with nnU-Net's severity: shape and spacing count, affines warn. */
final class Geometries {

  private static final double SPACING_TOLERANCE = 1e-3;
  private static final double AFFINE_TOLERANCE = 1e-2;
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final double LEAST_PLAIN = 1e-6;
  private static final double MOST_PLAIN = 1e9;

  private Geometries() {}

  /** Says in what shape or spacing differ, if they do. */
  static Optional<String> difference(Geometry a, Geometry b) {
    if (!Arrays.equals(a.size(), b.size())) {
      return Optional.of("shape " + text(a.size()) + " against " + text(b.size()));
    }
    for (int axis = 0; axis < 3; axis++) {
      double most = SPACING_TOLERANCE * Math.max(Math.abs(a.spacing()[axis]), 1e-6);
      if (!(Math.abs(a.spacing()[axis] - b.spacing()[axis]) <= most)) {
        return Optional.of("spacing " + text(a.spacing()) + " against " + text(b.spacing()));
      }
    }
    return Optional.empty();
  }

  /** Whether no voxel lies more than a hundredth of a voxel elsewhere. */
  static boolean sameAffine(Geometry a, Geometry b) {
    double voxel = Arrays.stream(a.spacing()).max().orElseThrow();
    return farthest(a, b) <= AFFINE_TOLERANCE * voxel;
  }

  /** How far a voxel lies elsewhere at most, in mm, of two volumes of one shape. */
  static double farthest(Geometry a, Geometry b) {
    double farthest = 0;
    for (int corner = 0; corner < 8; corner++) {
      double square = 0;
      for (int row = 0; row < 3; row++) {
        double shift = a.affine()[row][3] - b.affine()[row][3];
        for (int axis = 0; axis < 3; axis++) {
          int at = (corner >> axis & 1) * (a.size()[2 - axis] - 1);
          shift += (a.affine()[row][axis] - b.affine()[row][axis]) * at;
        }
        square += shift * shift;
      }
      farthest = Math.max(farthest, Math.sqrt(square));
    }
    return farthest;
  }

  /**
   * Whether some axis of one follows another anatomical axis than that of the other, or backwards.
   */
  static boolean turned(Geometry a, Geometry b) {
    Orientation first = Orientation.of(a.affine());
    Orientation second = Orientation.of(b.affine());
    return !Arrays.equals(first.anatomical(), second.anatomical())
        || !Arrays.equals(first.flipped(), second.flipped());
  }

  /** Voxels per axis as a NIfTI header orders them. */
  private static String text(int[] size) {
    return size[2] + "x" + size[1] + "x" + size[0];
  }

  static String text(double[] spacing) {
    return rounded(spacing[2]) + "x" + rounded(spacing[1]) + "x" + rounded(spacing[0]) + " mm";
  }

  /** Four digits, without zeros at the end unless the number is hardly a length. */
  static String rounded(double millimetres) {
    boolean plain = Math.abs(millimetres) >= LEAST_PLAIN && Math.abs(millimetres) <= MOST_PLAIN;
    return plain
        ? new BigDecimal(millimetres, FOUR_DIGITS).stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%.4g", millimetres);
  }
}
