package org.voxelbench.reports.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table whose column types are stated, never inferred; all of Tablesaw that the report uses.
 *
 * <p>As CSV it is UTF-8 with {@code \n}, numbers are printed in full precision and in no locale,
 * and an undefined number is {@code NaN}.
 */
public final class ReportTable {

  /** How all tables are written. */
  public static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

  private final Table table;

  private ReportTable(Table table) {
    this.table = table;
  }

  public static ReportTable of(String name, Column<?>... columns) {
    return new ReportTable(Table.create(name, columns));
  }

  /** A column of words. */
  public static StringColumn text(String name) {
    return StringColumn.create(name);
  }

  /** A column of whole numbers. */
  public static LongColumn whole(String name) {
    return LongColumn.create(name);
  }

  /** A column of real numbers; NaN is undefined. */
  public static DoubleColumn number(String name) {
    return DoubleColumn.create(name);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if a value isn't of its column's type
   */
  public ReportTable row(Object... values) {
    if (values.length != table.columnCount()) {
      throw new IllegalArgumentException(
          "table '" + table.name() + "' got " + Arrays.toString(values));
    }
    for (int c = 0; c < values.length; c++) {
      append(table.column(c), values[c]);
    }
    return this;
  }

  public String csv() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
      printer.printRecord(table.columnNames());
      for (int r = 0; r < table.rowCount(); r++) {
        int row = r;
        List<String> fields = table.columns().stream().map(c -> field(c, row)).toList();
        printer.printRecord(fields);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't print table '" + table.name() + "'", e);
    }
    return text.toString();
  }

  private void append(Column<?> column, Object value) {
    if (column instanceof StringColumn words && value instanceof String word) {
      words.append(word);
    } else if (column instanceof LongColumn longs && value instanceof Long number) {
      longs.append(number.longValue());
    } else if (column instanceof LongColumn longs && value instanceof Integer number) {
      longs.append(number.longValue());
    } else if (column instanceof DoubleColumn reals && value instanceof Double number) {
      reals.append(number.doubleValue());
    } else {
      throw new IllegalArgumentException(
          "column '%s' of table '%s' takes no '%s'".formatted(column.name(), table.name(), value));
    }
  }

  private static String field(Column<?> column, int row) {
    if (column instanceof LongColumn longs) {
      return Long.toString(longs.getLong(row));
    }
    if (column instanceof DoubleColumn reals) {
      return Double.toString(reals.getDouble(row));
    }
    return ((StringColumn) column).get(row);
  }
}
