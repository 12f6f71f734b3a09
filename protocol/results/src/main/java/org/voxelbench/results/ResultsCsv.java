package org.voxelbench.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.results.RowRules.Located;

/**
 * Reads and writes {@code results.csv}, whose columns {@link ResultColumns} documents; files of
 * VoxelBench 0.1, which state no schema, are read too.
 *
 * <p>The bytes depend on the rows alone: not on their order, the locale or the JVM.
 */
public final class ResultsCsv {

  /** The file's name in an experiment's folder. */
  public static final String NAME = "results.csv";

  private ResultsCsv() {}

  /**
   * Rows as the text of a file, in canonical order.
   *
   * @throws BadInputException if a row is inconsistent, stands twice, or may not be ranked with the
   *     others
   */
  public static String text(List<ResultRow> rows) {
    RowRules rules = new RowRules();
    rows.forEach(row -> rules.check(new Located(row, null, 0)));
    ResultsSchema schema = ResultsSchema.of(rows);
    List<ResultColumns.Column> columns = ResultColumns.of(List.copyOf(schema.metrics().keySet()));
    return schema
        .table()
        .text(
            rows.stream()
                .sorted(RowOrder.CANONICAL)
                .map(row -> columns.stream().map(column -> column.text(row)).toList())
                .toList());
  }

  /** Writes rows whole or not at all. */
  public static void write(Path file, List<ResultRow> rows) {
    byte[] bytes = text(rows).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("can't write '" + file + "': " + FileFault.words(e), e);
    }
  }

  /**
   * Reads all rows of a file.
   *
   * @throws BadInputException naming file and line, if a column is unknown or missing, a row is
   *     damaged or stands twice, or rows may not be ranked together
   */
  public static List<ResultRow> read(Path file) {
    return join(List.of(file));
  }

  /**
   * Reads the rows of several files as if they were one.
   *
   * @throws BadInputException as {@link #read}, across all files
   */
  public static List<ResultRow> join(List<Path> files) {
    RowRules rules = new RowRules();
    Map<String, String> known = new HashMap<>();
    List<ResultRow> rows = new ArrayList<>();
    for (Path file : files) {
      ResultsSchema schema = ResultsSchema.of(file);
      rows.addAll(
          schema
              .table()
              .read(
                  file,
                  row -> {
                    schema.check(file, row);
                    ResultRow result = toResult(row, schema, known);
                    rules.check(new Located(result, file, row.line()));
                    return result;
                  }));
    }
    return rows;
  }

  /** The rows of a large benchmark fit into memory since equal texts are one object. */
  private static ResultRow toResult(CsvRow row, ResultsSchema schema, Map<String, String> known) {
    UnaryOperator<String> text =
        column -> known.computeIfAbsent(row.text(column), Function.identity());
    return new ResultRow(
        text.apply("protocol"),
        text.apply("protocol_hash"),
        text.apply("dataset"),
        text.apply("role"),
        text.apply("split_hash"),
        text.apply("data_hash"),
        text.apply("engine"),
        text.apply("precision"),
        text.apply("method"),
        text.apply("settings_hash"),
        schema.trainingCases(row),
        row.smallCount("fold"),
        row.wholeNumber("seed"),
        text.apply("case"),
        text.apply("label"),
        text.apply("label_values"),
        row.choice("status", CaseStatus.class),
        row.count("tp"),
        row.count("fp"),
        row.count("fn"),
        row.count("tn"),
        schema.values(row));
  }
}
