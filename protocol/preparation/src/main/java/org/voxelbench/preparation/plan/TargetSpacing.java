package org.voxelbench.preparation.plan;

import java.util.stream.IntStream;

/** nnU-Net's choice of the spacing for full resolution, and of the axis that comes first. */
final class TargetSpacing {

  private static final double ANISOTROPY_THRESHOLD = 3;
  private static final double COARSE_AXIS_PERCENTILE = 10;

  private TargetSpacing() {}

  /** Median spacing; a coarse axis of thick slices gets its 10th percentile. */
  static double[] of(DatasetFingerprint fingerprint) {
    int cases = fingerprint.spacings().size();
    double[] target = Medians.perAxis(cases, fingerprint::spacing);
    double[] size = Medians.perAxis(cases, i -> Medians.toDouble(fingerprint.shape(i)));
    int worst = coarsest(target);
    double otherSpacing = others(worst).mapToDouble(axis -> target[axis]).max().orElseThrow();
    double otherSize = others(worst).mapToDouble(axis -> size[axis]).min().orElseThrow();
    if (target[worst] > ANISOTROPY_THRESHOLD * otherSpacing
        && size[worst] * ANISOTROPY_THRESHOLD < otherSize) {
      double fine = Medians.percentile(cases, fingerprint::spacing, worst, COARSE_AXIS_PERCENTILE);
      target[worst] = fine < otherSpacing ? otherSpacing + 1e-5 : fine;
    }
    return target;
  }

  /** The permutation that puts the coarsest axis first and keeps the order of the others. */
  static int[] transposeForward(double[] spacing) {
    int worst = coarsest(spacing);
    return IntStream.concat(IntStream.of(worst), others(worst)).toArray();
  }

  private static int coarsest(double[] spacing) {
    int coarsest = 0;
    for (int axis = 1; axis < 3; axis++) {
      if (spacing[axis] > spacing[coarsest]) {
        coarsest = axis;
      }
    }
    return coarsest;
  }

  private static IntStream others(int axis) {
    return IntStream.range(0, 3).filter(other -> other != axis);
  }
}
