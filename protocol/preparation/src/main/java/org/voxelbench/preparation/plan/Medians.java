package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Percentiles per axis, interpolated from the nearer neighbour as NumPy does: the last bit may
 * decide on a planned spacing, and no library has it.
 */
final class Medians {

  private Medians() {}

  static double[] perAxis(int count, IntFunction<double[]> row) {
    double[] medians = new double[3];
    Arrays.setAll(medians, axis -> percentile(count, row, axis, 50));
    return medians;
  }

  static double percentile(int count, IntFunction<double[]> row, int axis, double percent) {
    double[] sorted = new double[count];
    Arrays.setAll(sorted, i -> row.apply(i)[axis]);
    Arrays.sort(sorted);
    double position = (count - 1) * (percent / 100);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, count - 1);
    double fraction = position - below;
    double span = sorted[above] - sorted[below];
    return fraction < 0.5 ? sorted[below] + span * fraction : sorted[above] - span * (1 - fraction);
  }

  static double[] toDouble(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }
}
