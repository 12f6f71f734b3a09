package org.voxelbench.preparation.preprocess;

import java.util.Arrays;

/** Axis permutations of {@code [D, H, W]} arrays. */
public final class AxisOrder {

  private AxisOrder() {}

  /** The entries in the order of a permutation, as numpy's fancy indexing does. */
  public static int[] permute(int[] values, int[] permutation) {
    return Arrays.stream(permutation).map(axis -> values[axis]).toArray();
  }

  /** The entries in the order of a permutation. */
  public static double[] permute(double[] values, int[] permutation) {
    return Arrays.stream(permutation).mapToDouble(axis -> values[axis]).toArray();
  }

  /** The volume with its axes permuted; the input itself where they stay. */
  public static float[] transpose(float[] voxels, int[] shape, int[] permutation) {
    if (identity(permutation)) {
      return voxels;
    }
    float[] result = new float[voxels.length];
    int[] target = permute(shape, permutation);
    int[] stride = permute(strides(shape), permutation);
    int at = 0;
    for (int d = 0; d < target[0]; d++) {
      for (int h = 0; h < target[1]; h++) {
        int line = d * stride[0] + h * stride[1];
        for (int w = 0; w < target[2]; w++) {
          result[at++] = voxels[line + w * stride[2]];
        }
      }
    }
    return result;
  }

  /** The label map with its axes permuted; the input itself where they stay. */
  public static short[] transpose(short[] voxels, int[] shape, int[] permutation) {
    if (identity(permutation)) {
      return voxels;
    }
    short[] result = new short[voxels.length];
    int[] target = permute(shape, permutation);
    int[] stride = permute(strides(shape), permutation);
    int at = 0;
    for (int d = 0; d < target[0]; d++) {
      for (int h = 0; h < target[1]; h++) {
        int line = d * stride[0] + h * stride[1];
        for (int w = 0; w < target[2]; w++) {
          result[at++] = voxels[line + w * stride[2]];
        }
      }
    }
    return result;
  }

  private static int[] strides(int[] shape) {
    return new int[] {shape[1] * shape[2], shape[2], 1};
  }

  private static boolean identity(int[] permutation) {
    return Arrays.equals(permutation, new int[] {0, 1, 2});
  }
}
