package org.voxelbench.bench;

import java.util.List;
import java.util.Locale;
import org.voxelbench.base.Quantiles;

/** The middle half of some values, by linear interpolation between the sorted ones. */
record Quartiles(double lower, double median, double upper) {

  /** Of at least one value. */
  static Quartiles of(List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new Quartiles(Quantiles.of(all, 0.25), Quantiles.of(all, 0.5), Quantiles.of(all, 0.75));
  }

  /** The median and, in brackets, the quartiles, all by one format of a number. */
  String text(String number) {
    return String.format(
        Locale.ROOT, number + " (" + number + "-" + number + ")", median, lower, upper);
  }
}
