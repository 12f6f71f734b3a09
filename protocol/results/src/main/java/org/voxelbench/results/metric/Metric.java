package org.voxelbench.results.metric;

import java.util.Optional;

/**
 * A number for one class of one case: how well the prediction fits the reference.
 *
 * <p>A class that neither of the two holds is never asked for: it is left out of every metric. A
 * metric computes from what it is handed alone, and its name is its own. Metrics of one kind are
 * equal, so that they can be looked up.
 */
public interface Metric {

  /** Its column in every table, lower case, with the unit at the end, such as {@code hd95_mm}. */
  String name();

  /** What the report calls it, such as {@code HD95}. */
  String title();

  /** What it means, range and absences included, in one line without a full stop. */
  String meaning();

  /** What it is measured in. */
  Unit unit();

  /** Which of two values is the better one. */
  Direction direction();

  /** How values become one number of a class, a data set and a method. */
  Averaging averaging();

  /**
   * Its value.
   *
   * @return NaN where it is not defined, as {@link #definedFor} says
   */
  double of(ClassComparison comparison);

  /** Whether it has a value for a class of these counts, which prediction or reference holds. */
  default boolean definedFor(Confusion counts) {
    return true;
  }

  /**
   * What can't be true of a value that stands in a row of results, in words; empty if nothing.
   *
   * @param counts the row's counts; its surfaces are not known any more
   * @param values all values of the row
   */
  Optional<String> fault(ClassComparison counts, MetricValues values);
}
