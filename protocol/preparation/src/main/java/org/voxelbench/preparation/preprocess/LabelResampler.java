package org.voxelbench.preparation.preprocess;

import java.util.Arrays;

/**
 * Resamples label maps: every label's mask is interpolated linearly and the label written where it
 * reaches 0.5, higher labels over lower ones; where none does, 0 (batchgenerators: {@code
 * resize_segmentation}).
 *
 * <p>Only labels among the eight neighbours of a voxel can reach 0.5 there, so that one pass does
 * for all of them; weights are multiplied and added in SciPy's order, so that ties fall alike.
 */
final class LabelResampler {

  private static final int MIXED = Integer.MIN_VALUE;

  private final int[] shape;
  private final int[] newShape;
  private final AxisTaps[] axes = new AxisTaps[3];
  private final short[] corner = new short[8];
  private final double[] weight = new double[8];

  /**
   * @param nearestAxis the axis along which the nearest voxel is taken, or -1
   */
  LabelResampler(int[] shape, int[] newShape, int nearestAxis) {
    this.shape = shape;
    this.newShape = newShape;
    for (int axis = 0; axis < 3; axis++) {
      axes[axis] = new AxisTaps(shape[axis], newShape[axis], axis == nearestAxis ? 0 : 1);
    }
  }

  short[] apply(short[] labels) {
    short[] resampled = new short[Volumes.size(newShape)];
    int[] lineLabels = lineLabels(labels);
    int at = 0;
    for (int d = 0; d < newShape[0]; d++) {
      for (int h = 0; h < newShape[1]; h++, at += newShape[2]) {
        int common = commonLabel(lineLabels, d, h);
        if (common != MIXED) {
          Arrays.fill(resampled, at, at + newShape[2], (short) common);
          continue;
        }
        for (int w = 0; w < newShape[2]; w++) {
          resampled[at + w] = label(labels, d, h, w);
        }
      }
    }
    return resampled;
  }

  /** The label of each input line that holds one alone; most lines are background. */
  private int[] lineLabels(short[] labels) {
    int[] lineLabels = new int[shape[0] * shape[1]];
    for (int line = 0; line < lineLabels.length; line++) {
      int from = line * shape[2];
      int differing = from + 1;
      while (differing < from + shape[2] && labels[differing] == labels[from]) {
        differing++;
      }
      lineLabels[line] = differing == from + shape[2] ? labels[from] : MIXED;
    }
    return lineLabels;
  }

  /** The label shared by all input lines that make an output line. */
  private int commonLabel(int[] lineLabels, int d, int h) {
    int common =
        lineLabels[axes[0].index[d * axes[0].taps] * shape[1] + axes[1].index[h * axes[1].taps]];
    for (int i = d * axes[0].taps; i < (d + 1) * axes[0].taps; i++) {
      for (int j = h * axes[1].taps; j < (h + 1) * axes[1].taps; j++) {
        if (lineLabels[axes[0].index[i] * shape[1] + axes[1].index[j]] != common) {
          return MIXED;
        }
      }
    }
    return common;
  }

  private short label(short[] labels, int d, int h, int w) {
    int n = 0;
    boolean same = true;
    AxisTaps depth = axes[0];
    AxisTaps height = axes[1];
    AxisTaps width = axes[2];
    for (int i = d * depth.taps; i < (d + 1) * depth.taps; i++) {
      int plane = depth.index[i] * shape[1];
      for (int j = h * height.taps; j < (h + 1) * height.taps; j++) {
        int line = (plane + height.index[j]) * shape[2];
        double area = depth.weight[i] * height.weight[j];
        for (int k = w * width.taps; k < (w + 1) * width.taps; k++) {
          corner[n] = labels[line + width.index[k]];
          weight[n] = area * width.weight[k];
          same &= corner[n] == corner[0];
          n++;
        }
      }
    }
    return same ? corner[0] : highestReaching(n);
  }

  private short highestReaching(int corners) {
    boolean found = false;
    short highest = 0;
    for (int i = 0; i < corners; i++) {
      if (found && corner[i] <= highest) {
        continue;
      }
      double sum = 0;
      for (int k = 0; k < corners; k++) {
        if (corner[k] == corner[i]) {
          sum += weight[k];
        }
      }
      if (sum >= 0.5) {
        found = true;
        highest = corner[i];
      }
    }
    return highest;
  }
}
