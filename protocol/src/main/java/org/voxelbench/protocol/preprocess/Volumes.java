package org.voxelbench.protocol.preprocess;

import java.util.Arrays;
import org.voxelbench.protocol.ProtocolException;

/** Sizes and axis permutations of {@code [D, H, W]} arrays. */
final class Volumes {

  private Volumes() {}

  /** The number of voxels, which must fit one Java array. */
  static int size(int[] shape) {
    long size = 1;
    for (int extent : shape) {
      if (extent < 1) {
        throw new ProtocolException(
            "a volume of shape " + Arrays.toString(shape) + " has no voxels; check its spacing.");
      }
      size *= extent;
      if (size > Integer.MAX_VALUE - 8) {
        throw new ProtocolException(
            "a volume of shape "
                + Arrays.toString(shape)
                + " has more voxels than one array can hold; choose a coarser target spacing.");
      }
    }
    return (int) size;
  }

  /** The entries in the order of a permutation, as numpy's fancy indexing does. */
  static int[] permute(int[] values, int[] permutation) {
    return Arrays.stream(permutation).map(axis -> values[axis]).toArray();
  }

  static double[] permute(double[] values, int[] permutation) {
    return Arrays.stream(permutation).mapToDouble(axis -> values[axis]).toArray();
  }

  static float[] transpose(float[] voxels, int[] shape, int[] permutation) {
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

  static short[] transpose(short[] voxels, int[] shape, int[] permutation) {
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
