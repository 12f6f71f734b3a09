package org.voxelbench.protocol.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.voxelbench.datasets.AtomicFile;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.results.RowRules.Located;

/**
 * Reads and writes {@code results.csv}, whose columns {@link ResultColumns} documents.
 *
 * <p>The bytes depend on the rows alone: not on their order, the locale or the JVM.
 */
public final class ResultsCsv {

  /** The file's name in an experiment's folder. */
  public static final String NAME = "results.csv";

  private static final CsvTable TABLE =
      new CsvTable(ResultColumns.ALL.stream().map(ResultColumns.Column::name).toList());

  private ResultsCsv() {}

  /**
   * Rows as the text of a file, in canonical order.
   *
   * @throws ProtocolException if a row is inconsistent, stands twice, or may not be ranked with the
   *     others
   */
  public static String text(List<ResultRow> rows) {
    RowRules.check(
        rows.stream().map(row -> new Located(row, "the row to write " + place(row))).toList());
    return TABLE.text(
        rows.stream()
            .sorted(RowOrder.CANONICAL)
            .map(row -> ResultColumns.ALL.stream().map(column -> column.text(row)).toList())
            .toList());
  }

  private static String place(ResultRow row) {
    return "(data set '" + row.dataset() + "', case '" + row.caseId() + "')";
  }

  /** Writes rows whole or not at all. */
  public static void write(Path file, List<ResultRow> rows) {
    byte[] bytes = text(rows).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("can't write '" + file + "': " + e.getMessage(), e);
    }
  }

  /**
   * Reads all rows of a file.
   *
   * @throws ProtocolException naming file and line, if a column is unknown or missing, a row is
   *     damaged or stands twice, or rows may not be ranked together
   */
  public static List<ResultRow> read(Path file) {
    return join(List.of(file));
  }

  /**
   * Reads the rows of several files as if they were one.
   *
   * @throws ProtocolException as {@link #read}, across all files
   */
  public static List<ResultRow> join(List<Path> files) {
    List<Located> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(TABLE.read(file, row -> new Located(toResult(row), row.where())));
    }
    RowRules.check(rows);
    return rows.stream().map(Located::row).toList();
  }

  private static ResultRow toResult(CsvRow row) {
    return new ResultRow(
        row.text("protocol"),
        row.text("protocol_hash"),
        row.text("dataset"),
        row.text("role"),
        row.text("split_hash"),
        row.text("data_hash"),
        row.text("engine"),
        row.text("precision"),
        row.text("method"),
        row.text("settings_hash"),
        row.smallCount("fold"),
        row.wholeNumber("seed"),
        row.text("case"),
        row.text("label"),
        row.text("label_values"),
        row.choice("status", CaseStatus.class),
        row.count("tp"),
        row.count("fp"),
        row.count("fn"),
        row.count("tn"),
        row.decimal("dice"),
        row.decimal("iou"),
        row.decimal("nsd_1mm"),
        row.decimal("nsd_2mm"),
        row.decimal("hd95_mm"));
  }
}
