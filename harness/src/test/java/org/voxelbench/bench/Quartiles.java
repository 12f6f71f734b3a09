package org.voxelbench.bench;

import java.util.List;
import java.util.Locale;

/** The middle half of some values, by linear interpolation between the sorted ones. */
record Quartiles(double lower, double median, double upper) {

  /** Of at least one value. */
  static Quartiles of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** The median and, in brackets, the quartiles, all by one format of a number. */
  String text(String number) {
    return String.format(
        Locale.ROOT, number + " (" + number + "-" + number + ")", median, lower, upper);
  }
}
