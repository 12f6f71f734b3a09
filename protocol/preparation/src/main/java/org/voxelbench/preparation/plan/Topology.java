package org.voxelbench.preparation.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a U-Net pools, and with what kernels (nnU-Net: {@code network_topology.py}).
 *
 * @param strides per stage, the first all ones
 * @param kernels per stage, the deepest all threes
 * @param patch the patch, padded to a multiple of {@code divisibleBy}
 * @param divisibleBy the product of the strides per axis
 */
record Topology(
    List<List<Integer>> strides, List<List<Integer>> kernels, int[] patch, int[] divisibleBy) {

  private static final int MIN_BOTTLENECK_EDGE = 4;

  /**
   * Pools as often as the patch allows.
   *
   * @param patch may hold half voxels, as medians of an even number of shapes do
   */
  static Topology of(double[] spacing, double[] patch) {
    int dimensions = spacing.length;
    double[] currentSpacing = spacing.clone();
    double[] currentSize = patch.clone();
    int[] divisibleBy = new int[dimensions];
    Arrays.fill(divisibleBy, 1);
    int[] kernel = divisibleBy.clone();
    List<List<Integer>> strides = new ArrayList<>();
    List<List<Integer>> kernels = new ArrayList<>();
    strides.add(list(divisibleBy));
    int[] axes = axesToPool(currentSpacing, currentSize);
    while (axes.length > 0) {
      double finest = Arrays.stream(currentSpacing).min().orElseThrow();
      for (int axis = 0; axis < dimensions; axis++) {
        if (currentSpacing[axis] / finest < 2) {
          kernel[axis] = 3;
        }
      }
      int[] stride = new int[dimensions];
      Arrays.fill(stride, 1);
      for (int axis : axes) {
        stride[axis] = 2;
        divisibleBy[axis] *= 2;
        currentSpacing[axis] *= 2;
        currentSize[axis] = Math.ceil(currentSize[axis] / 2);
      }
      strides.add(list(stride));
      kernels.add(list(kernel));
      axes = axesToPool(currentSpacing, currentSize);
    }
    Arrays.fill(kernel, 3);
    kernels.add(list(kernel));
    int[] padded =
        IntStream.range(0, dimensions)
            .map(axis -> (int) Math.ceil(patch[axis] / divisibleBy[axis]) * divisibleBy[axis])
            .toArray();
    return new Topology(List.copyOf(strides), List.copyOf(kernels), padded, divisibleBy);
  }

  private static int[] axesToPool(double[] spacing, double[] size) {
    int[] large =
        IntStream.range(0, size.length)
            .filter(axis -> size[axis] >= 2 * MIN_BOTTLENECK_EDGE)
            .toArray();
    double finest = Arrays.stream(large).mapToDouble(axis -> spacing[axis]).min().orElse(1);
    int[] axes = Arrays.stream(large).filter(axis -> spacing[axis] / finest < 2).toArray();
    boolean loneAndSmall = axes.length == 1 && size[axes[0]] < 3 * MIN_BOTTLENECK_EDGE;
    return loneAndSmall ? new int[0] : axes;
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  int stages() {
    return strides.size();
  }
}
