package org.voxelbench.evaluation.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * Where patches are placed on a volume (nnU-Net: {@code inference/sliding_window_prediction.py}).
 *
 * <p>An axis shorter than the patch is padded to it on both sides, the odd voxel on the upper one;
 * corners are given in the volume's own voxels, so that they are negative there.
 */
public final class SlidingWindow {

  private final int[] shape;
  private final int[] patch;
  private final double step;

  /**
   * A window over a volume.
   *
   * @param shape voxels of the volume per axis, {@code [D, H, W]}
   * @param patch voxels of the patch per axis, {@code [D, H, W]}
   * @param step largest distance of neighbours as a share of the patch, in (0, 1]
   */
  public SlidingWindow(int[] shape, int[] patch, double step) {
    if (shape.length != patch.length
        || Arrays.stream(shape).anyMatch(n -> n < 1)
        || Arrays.stream(patch).anyMatch(n -> n < 1)) {
      throw new BadInputException(
          "a window of "
              + Arrays.toString(patch)
              + " can't slide over a volume of "
              + Arrays.toString(shape)
              + "; both need the same axes of at least 1 voxel.");
    }
    if (!(step > 0 && step <= 1)) {
      throw new BadInputException(
          "the sliding window's step (" + step + ") must lie above 0 and not above 1.");
    }
    this.shape = shape.clone();
    this.patch = patch.clone();
    this.step = step;
  }

  /** Starts along one axis in the padded volume, ascending. */
  public int[] starts(int axis) {
    int range = Math.max(shape[axis] - patch[axis], 0);
    int steps = (int) Math.ceil(range / (patch[axis] * step)) + 1;
    // As one division, like the reference: the order of operations decides ties of the rounding.
    double distance = steps > 1 ? (double) range / (steps - 1) : 0;
    int[] starts = new int[steps];
    Arrays.setAll(starts, k -> (int) Math.rint(distance * k));
    return starts;
  }

  /** Voxels of padding below one axis. */
  int paddingBelow(int axis) {
    return Math.max(patch[axis] - shape[axis], 0) / 2;
  }

  /** Lower corners of all patches in the volume's voxels, the last axis fastest. */
  public List<int[]> corners() {
    List<int[]> corners = new ArrayList<>();
    corners.add(new int[0]);
    for (int axis = 0; axis < shape.length; axis++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] corner : corners) {
        for (int start : starts(axis)) {
          int[] extended = Arrays.copyOf(corner, axis + 1);
          extended[axis] = start - paddingBelow(axis);
          longer.add(extended);
        }
      }
      corners = longer;
    }
    return corners;
  }
}
