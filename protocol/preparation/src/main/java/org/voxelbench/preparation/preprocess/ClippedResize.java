package org.voxelbench.preparation.preprocess;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Resizes an array axis after axis, shrinking axes first, and clips it to the input's range. */
record ClippedResize(int order) {

  /**
   * @param values the array in C order, of any number of axes; not kept
   */
  float[] apply(double[] values, int[] shape, int[] newShape) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    int[] current = shape.clone();
    double[] array = values;
    for (int axis : changedAxes(shape, newShape)) {
      int outer = product(current, 0, axis);
      int inner = product(current, axis + 1, current.length);
      array = new AxisResize(shape[axis], newShape[axis], order).apply(array, outer, inner);
      current[axis] = newShape[axis];
    }
    float[] clipped = new float[array.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = (float) Math.max(low, Math.min(high, array[i]));
    }
    return clipped;
  }

  private static List<Integer> changedAxes(int[] shape, int[] newShape) {
    return IntStream.range(0, shape.length)
        .filter(axis -> shape[axis] != newShape[axis])
        .boxed()
        .sorted(Comparator.comparingDouble(axis -> (double) newShape[axis] / shape[axis]))
        .toList();
  }

  private static int product(int[] shape, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product = Math.multiplyExact(product, shape[axis]);
    }
    return product;
  }
}
