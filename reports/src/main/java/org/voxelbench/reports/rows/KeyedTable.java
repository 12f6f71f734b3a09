package org.voxelbench.reports.rows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.aggregate.AggregateFunction;
import tech.tablesaw.api.Table;
import tech.tablesaw.table.TableSliceGroup;

/** A table with one row for each combination of its keys, whose numbers are found by them. */
public final class KeyedTable {

  private final Table table;
  private final Map<List<Long>, Integer> places = new HashMap<>();

  private KeyedTable(Table table, String... keys) {
    this.table = table;
    for (int row = 0; row < table.rowCount(); row++) {
      int place = row;
      places.put(
          Arrays.stream(keys)
              .map(key -> ((Number) table.column(key).get(place)).longValue())
              .toList(),
          row);
    }
  }

  /** Means that {@link Mean#over} made, by their column's name. */
  public static KeyedTable of(Table means, String... keys) {
    return new KeyedTable(means, keys);
  }

  /**
   * Functions of columns for each group of rows, by {@link #name}.
   *
   * @param functions for each column, what is computed of its values
   */
  public static KeyedTable of(
      Table rows, Map<String, List<AggregateFunction<?, ?>>> functions, String... keys) {
    TableSliceGroup groups = rows.splitOn(keys);
    Table all = null;
    for (Map.Entry<String, List<AggregateFunction<?, ?>>> column : functions.entrySet()) {
      Table one =
          groups.aggregate(column.getKey(), column.getValue().toArray(AggregateFunction[]::new));
      all = all == null ? one : all.addColumns(one.removeColumns(keys).columnArray());
    }
    return new KeyedTable(all, keys);
  }

  /** The column of a function of a column. */
  public static String name(AggregateFunction<?, ?> function, String column) {
    return TableSliceGroup.aggregateColumnName(column, function.functionName());
  }

  /** The number in a column for these keys; NaN if no row has them. */
  public double number(String column, long... keys) {
    Integer place = places.get(Arrays.stream(keys).boxed().toList());
    return place == null ? Double.NaN : table.numberColumn(column).getDouble(place);
  }

  /** The same of a count; 0 if no row has the keys. */
  public int count(String column, long... keys) {
    Integer place = places.get(Arrays.stream(keys).boxed().toList());
    return place == null ? 0 : (int) table.numberColumn(column).getDouble(place);
  }
}
