package org.voxelbench.reports.rows;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import tech.tablesaw.api.Table;
import tech.tablesaw.table.TableSliceGroup;

/**
 * The mean that leaves undefined values (NaN) out.
 *
 * <p>Values are summed in ascending order, so that the order of the rows changes no bit and equal
 * samples tie exactly.
 */
public final class Mean {

  private static final Reduction REDUCTION = new Reduction("mean", Mean::ofDefined);

  private Mean() {}

  /** Mean of the defined values; NaN if there is none. */
  public static double of(Collection<Double> values) {
    return ofDefined(
        values.stream().mapToDouble(Double::doubleValue).filter(v -> !Double.isNaN(v)).toArray());
  }

  /**
   * One row for each combination of the keys that the table has, in the order in which they come.
   *
   * @param values columns that are averaged over everything but the keys; they keep their names
   */
  public static Table over(Table rows, List<String> values, String... keys) {
    Table means = rows.summarize(values, REDUCTION).by(keys);
    for (String value : values) {
      means
          .column(TableSliceGroup.aggregateColumnName(value, REDUCTION.functionName()))
          .setName(value);
    }
    return means;
  }

  private static double ofDefined(double[] defined) {
    Arrays.sort(defined);
    double sum = 0;
    for (double value : defined) {
      sum += value;
    }
    return defined.length == 0 ? Double.NaN : sum / defined.length;
  }
}
