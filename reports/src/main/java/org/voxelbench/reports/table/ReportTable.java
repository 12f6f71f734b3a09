package org.voxelbench.reports.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
 * A table to be written, whose column types are stated, never inferred.
 *
 * <p>As CSV it is UTF-8 with {@code \n}, numbers are printed in full precision and in no locale,
 * and an undefined number is {@code NaN}.
 */
public final class ReportTable {

  private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

  private final Table table;

  private ReportTable(Table table) {
    this.table = table;
  }

  /** A table that is there. */
  public static ReportTable of(Table table) {
    return new ReportTable(table);
  }

  /** A table without rows. */
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

  /** The table as text. */
  public String csv() {
    StringBuilder text = new StringBuilder();
    try {
      print(text);
    } catch (IOException e) {
      throw new UncheckedIOException("can't print table '" + table.name() + "'", e);
    }
    return text.toString();
  }

  /** Writes the table row by row, since there can be millions. */
  public void write(OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    print(text);
    text.flush();
  }

  private void print(Appendable text) throws IOException {
    CSVPrinter printer = new CSVPrinter(text, CSV);
    printer.printRecord(table.columnNames());
    List<Column<?>> columns = table.columns();
    for (int row = 0; row < table.rowCount(); row++) {
      for (Column<?> column : columns) {
        printer.print(field(column, row));
      }
      printer.println();
    }
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
