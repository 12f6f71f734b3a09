package org.voxelbench.reports.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.voxelbench.results.ResultRow;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Typed columns and what stands in them for a row.
 *
 * <p>They are filled row by row: rows lie scattered in memory, and there can be millions.
 */
final class RowColumns {

  private final List<Column<?>> columns = new ArrayList<>();
  private final List<Consumer<ResultRow>> fill = new ArrayList<>();

  void text(String name, Function<ResultRow, String> of) {
    StringColumn column = add(StringColumn.create(name));
    fill.add(row -> column.append(of.apply(row)));
  }

  void whole(String name, ToLongFunction<ResultRow> of) {
    LongColumn column = add(LongColumn.create(name));
    column.setPrintFormatter(NumberColumnFormatter.standard());
    fill.add(row -> column.append(of.applyAsLong(row)));
  }

  void number(String name, ToDoubleFunction<ResultRow> of) {
    DoubleColumn column = add(DoubleColumn.create(name));
    fill.add(row -> column.append(of.applyAsDouble(row)));
  }

  void place(String name, ToIntFunction<ResultRow> of) {
    IntColumn column = add(IntColumn.create(name));
    column.setPrintFormatter(NumberColumnFormatter.standard());
    fill.add(row -> column.append(of.applyAsInt(row)));
  }

  void mark(String name, Predicate<ResultRow> of) {
    BooleanColumn column = add(BooleanColumn.create(name));
    fill.add(row -> column.append(of.test(row)));
  }

  private <C extends Column<?>> C add(C column) {
    columns.add(column);
    return column;
  }

  Table table(String name, List<ResultRow> rows) {
    rows.forEach(row -> fill.forEach(column -> column.accept(row)));
    return Table.create(name, columns);
  }
}
