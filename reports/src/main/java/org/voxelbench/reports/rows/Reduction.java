package org.voxelbench.reports.rows;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.aggregate.NumericAggregateFunction;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.numbers.DoubleColumnType;

/** How the values of a group of rows become one; what is undefined (NaN) is left out by all. */
public final class Reduction extends NumericAggregateFunction {

  /** The middle value, or the mean of the two; infinite if half of the values are. */
  public static final Reduction MEDIAN = new Reduction("median", Reduction::median);

  /** How many values are defined. */
  public static final Reduction DEFINED = new Reduction("defined", values -> values.length);

  /** How many values are infinite. */
  public static final Reduction INFINITE =
      new Reduction("infinite", values -> Arrays.stream(values).filter(Double::isInfinite).count());

  private final ToDoubleFunction<double[]> ofDefined;

  /**
   * A reduction of a name.
   *
   * @param ofDefined what becomes of the defined values, which it may reorder
   */
  Reduction(String name, ToDoubleFunction<double[]> ofDefined) {
    super(name);
    this.ofDefined = ofDefined;
  }

  @Override
  public Double summarize(NumericColumn<?> column) {
    double[] values = new double[column.size()];
    int defined = 0;
    for (int row = 0; row < values.length; row++) {
      double value = column.getDouble(row);
      if (!DoubleColumnType.valueIsMissing(value)) {
        values[defined++] = value;
      }
    }
    return ofDefined.applyAsDouble(Arrays.copyOf(values, defined));
  }

  private static double median(double[] values) {
    int middle = values.length / 2;
    if (values.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(values);
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
