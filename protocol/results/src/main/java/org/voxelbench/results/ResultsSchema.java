package org.voxelbench.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.OtherVersionException;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/**
 * Which columns a file of results has.
 *
 * <p>Files of VoxelBench 0.1 state no schema and have the first metrics alone. Since schema 2, the
 * column {@code schema} states it; the number of training cases and the columns of later metrics
 * follow, these as far as the file has any value of them. A metric more is no new schema.
 *
 * @param metrics those that the file has columns for, with the names of these
 * @param table all of its columns
 */
record ResultsSchema(Map<Metric, String> metrics, CsvTable table) {

  private static final String MANIFEST = "manifest.json";

  /** The schema that is written. */
  static final int VERSION = 2;

  /** The schema that rows are written in. */
  static ResultsSchema of(List<ResultRow> rows) {
    return holding(Metrics.columns(rows.stream().map(ResultRow::values)));
  }

  private static ResultsSchema holding(List<Metric> metrics) {
    return of(metrics, ResultColumns.of(metrics));
  }

  private static ResultsSchema of(List<Metric> metrics, List<ResultColumns.Column> columns) {
    Map<Metric, String> names = new LinkedHashMap<>();
    metrics.forEach(metric -> names.put(metric, metric.name()));
    return new ResultsSchema(
        names, new CsvTable(columns.stream().map(ResultColumns.Column::name).toList()));
  }

  /**
   * The schema of a file, by its header.
   *
   * @throws BadInputException naming the column, if the file has a metric that is not known
   */
  static ResultsSchema of(Path file) {
    List<String> header = CsvTable.header(file);
    int schema = header.indexOf(ResultColumns.SCHEMA.name());
    if (schema < 0) {
      return of(Metrics.FIRST, ResultColumns.FIRST);
    }
    List<String> later = new ArrayList<>(header.subList(schema + 1, header.size()));
    later.remove(ResultColumns.TRAINING_CASES.name());
    for (String name : later) {
      if (!Metrics.names().contains(name)) {
        throw newer(file, CsvRow.where(file, 1), "has column '" + name + "', a metric");
      }
    }
    List<Metric> metrics = new ArrayList<>(Metrics.FIRST);
    Metrics.ALL.stream().filter(metric -> later.contains(metric.name())).forEach(metrics::add);
    return of(
        metrics,
        ResultColumns.of(metrics).stream()
            .filter(
                column -> column != ResultColumns.TRAINING_CASES || header.contains(column.name()))
            .toList());
  }

  /**
   * Checks what a row says of its schema, if its file says anything.
   *
   * @throws BadInputException naming file and line, if it is another one
   */
  void check(Path file, CsvRow row) {
    String name = ResultColumns.SCHEMA.name();
    if (table.columns().contains(name) && row.count(name) != VERSION) {
      throw newer(file, row.where(), "is of schema " + row.count(name) + ", one");
    }
  }

  /** The training cases of a row; unstated without a column. */
  TrainingCases trainingCases(CsvRow row) {
    String column = ResultColumns.TRAINING_CASES.name();
    if (!table.columns().contains(column)) {
      return TrainingCases.UNSTATED;
    }
    try {
      return new TrainingCases(row.text(column));
    } catch (BadInputException e) {
      throw new BadInputException(row.where() + ", column " + column + ": " + e.getMessage(), e);
    }
  }

  /** The metrics of a row; NaN without a column. */
  MetricValues values(CsvRow row) {
    return MetricValues.from(
        metric -> {
          String column = metrics.get(metric);
          return column == null ? Double.NaN : row.decimal(column);
        });
  }

  /** Rows don't say who wrote them, as their bytes depend on the results alone. */
  private static BadInputException newer(Path file, String where, String what) {
    for (String beside : List.of(ExperimentJson.NAME, MANIFEST)) {
      Optional<String> writtenBy = StampedJson.writtenBy(file.resolveSibling(beside));
      if (writtenBy.isPresent()) {
        return new OtherVersionException(
            where, writtenBy.get(), "it " + what + " that isn't known here");
      }
    }
    return new BadInputException(
        where
            + " "
            + what
            + " that this version of VoxelBench, which reads results up to schema "
            + VERSION
            + ", doesn't know; read the file with the version that wrote it.");
  }
}
