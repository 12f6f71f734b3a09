package org.voxelbench.reports.published;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.reports.ranking.ReportException;

/**
 * A table that others published, as {@code results/published/README.md} describes its file.
 *
 * @param id the file's name without its ending
 * @param source paper or document
 * @param title which table of it, and what it shows
 * @param values its numbers, in the file's order
 */
public record PublishedTable(String id, String source, String title, List<PublishedValue> values) {

  private static final CsvTable CSV =
      new CsvTable(List.of("source", "table", "dataset", "role", "method", "metric", "value"));

  public PublishedTable {
    values = List.copyOf(values);
  }

  /**
   * Reads one table.
   *
   * @throws ReportException naming file and line, if a value is out of range, stands twice or
   *     contradicts another
   * @throws org.voxelbench.base.BadInputException naming file and line, if the file is damaged
   */
  public static PublishedTable read(Path file) {
    String id = PublishedFile.id(file);
    Reading reading = new Reading();
    List<PublishedValue> values = CSV.read(file, reading::value);
    if (values.isEmpty()) {
      throw new ReportException("'" + file + "' holds no number; remove it, or copy the table");
    }
    return new PublishedTable(id, reading.source, reading.title, values);
  }

  /**
   * Reads all tables of a folder, by name.
   *
   * @throws ReportException naming the folder, if it holds none
   */
  public static List<PublishedTable> readAll(Path folder) {
    List<Path> tables = PublishedFile.in(folder);
    if (tables.isEmpty()) {
      throw new ReportException("'" + folder + "' holds no published table (*.csv)");
    }
    return tables.stream().map(PublishedTable::read).toList();
  }

  /** What the rows read so far have fixed. */
  private static final class Reading {

    private String source;
    private String title;
    private final Map<String, PublishedValue.Role> roles = new HashMap<>();
    private final Set<List<Object>> seen = new HashSet<>();

    private PublishedValue value(CsvRow row) {
      source = same(row, "source", source);
      title = same(row, "table", title);
      String dataset = row.text("dataset");
      String method = row.text("method");
      PublishedValue.Role role = row.choice("role", PublishedValue.Role.class);
      PublishedValue.Metric metric = row.choice("metric", PublishedValue.Metric.class);
      double value = row.decimal("value");
      if (!metric.fits(role) || !metric.holds(value)) {
        throw new ReportException(
            row.where()
                + ": "
                + row.text("metric")
                + " of role '"
                + row.text("role")
                + "' can't be "
                + row.text("value")
                + "; copy the number again");
      }
      if (roles.putIfAbsent(dataset, role) != null && roles.get(dataset) != role) {
        throw new ReportException(
            row.where() + ": data set '" + dataset + "' has two roles; give it one");
      }
      if (!seen.add(List.of(dataset, method, metric))) {
        throw new ReportException(
            row.where()
                + ": "
                + row.text("metric")
                + " of '"
                + method
                + "' on '"
                + dataset
                + "' stands twice; keep one");
      }
      return new PublishedValue(dataset, role, method, metric, row.text("value"), value);
    }

    private static String same(CsvRow row, String column, String before) {
      String now = row.text(column);
      if (before != null && !before.equals(now)) {
        throw new ReportException(
            row.where()
                + ": column '"
                + column
                + "' holds '"
                + now
                + "', and '"
                + before
                + "' above; a file holds one table");
      }
      return now;
    }
  }

  /** The methods, in the file's order. */
  public List<String> methods() {
    return values.stream().map(PublishedValue::method).distinct().toList();
  }

  /** The columns, in the file's order. */
  List<PublishedValue.Column> columns() {
    return values.stream().map(PublishedValue::column).distinct().toList();
  }

  /** The number of a method in a column; empty if the file has none, or {@code NaN}. */
  public Optional<PublishedValue> value(String method, PublishedValue.Column column) {
    return values.stream()
        .filter(v -> v.method().equals(method) && v.column().equals(column))
        .filter(v -> !Double.isNaN(v.value()))
        .findFirst();
  }

  /** Dice columns of data sets, or of means over data sets. */
  public List<PublishedValue.Column> dice(boolean ofDatasets) {
    return columns().stream()
        .filter(c -> c.metric() == PublishedValue.Metric.DICE_PERCENT)
        .filter(c -> c.role().isDataset() == ofDatasets)
        .toList();
  }

  /** Dice in [0, 1] of the methods in a column, NaN where it isn't known. */
  public double[] dice(PublishedValue.Column column, List<String> ofMethods) {
    return ofMethods.stream()
        .mapToDouble(m -> value(m, column).map(v -> v.value() / 100).orElse(Double.NaN))
        .toArray();
  }
}
