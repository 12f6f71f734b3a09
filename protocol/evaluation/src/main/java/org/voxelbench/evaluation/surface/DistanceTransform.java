package org.voxelbench.evaluation.surface;

import java.util.Arrays;

/**
 * The exact Euclidean distance of every element to the nearest surface element of a mask.
 *
 * <p>Axis D is swept once for the whole volume; H and W are done when a plane is asked for, so that
 * memory is that of one integer per element.
 */
final class DistanceTransform {

  private static final int NONE = Integer.MAX_VALUE;

  private final int[] size;
  private final double[] spacing;
  private final int[] along;
  private final LowerEnvelope envelope;
  private final double[] column;
  private final double[] row;

  /**
   * Prepares the distances.
   *
   * @param spacing mm per voxel, {@code [D, H, W]}
   */
  DistanceTransform(NeighbourCodes codes, double[] spacing) {
    this.size = codes.size();
    this.spacing = spacing;
    this.along = alongFirstAxis(codes);
    this.envelope = new LowerEnvelope(Math.max(size[1], size[2]));
    this.column = new double[size[1]];
    this.row = new double[size[2]];
  }

  /** Steps along axis D to the nearest surface element, or {@link #NONE}. */
  private static int[] alongFirstAxis(NeighbourCodes codes) {
    int[] size = codes.size();
    int plane = size[1] * size[2];
    int[] steps = new int[size[0] * plane];
    Arrays.fill(steps, NONE);
    for (int element = 0; element < steps.length; element++) {
      if (codes.isSurface(element)) {
        steps[element] = 0;
      } else if (element >= plane && steps[element - plane] != NONE) {
        steps[element] = steps[element - plane] + 1;
      }
    }
    for (int element = steps.length - plane - 1; element >= 0; element--) {
      if (steps[element + plane] != NONE) {
        steps[element] = Math.min(steps[element], steps[element + plane] + 1);
      }
    }
    return steps;
  }

  /** Squared distances in mm2 of the plane at d, {@code [H, W]}; infinite without a surface. */
  void squares(int d, double[] plane) {
    int offset = d * size[1] * size[2];
    for (int w = 0; w < size[2]; w++) {
      for (int h = 0; h < size[1]; h++) {
        int steps = along[offset + h * size[2] + w];
        double away = steps * spacing[0];
        column[h] = steps == NONE ? Double.POSITIVE_INFINITY : away * away;
      }
      envelope.apply(column, size[1], spacing[1]);
      for (int h = 0; h < size[1]; h++) {
        plane[h * size[2] + w] = column[h];
      }
    }
    for (int h = 0; h < size[1]; h++) {
      System.arraycopy(plane, h * size[2], row, 0, size[2]);
      envelope.apply(row, size[2], spacing[2]);
      System.arraycopy(row, 0, plane, h * size[2], size[2]);
    }
  }
}
