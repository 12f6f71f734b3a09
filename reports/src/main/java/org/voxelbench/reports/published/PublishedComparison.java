package org.voxelbench.reports.published;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.reports.ranking.ReportException;

/**
 * Two published tables, and which of their methods and data sets are the same, as {@code
 * results/published/README.md} describes its file. Papers name things differently, and equal names
 * need not mean the same, so nothing is shared but what the file says.
 *
 * @param id the file's name without its ending
 * @param first a table
 * @param second another
 * @param about what is compared, and what to bear in mind
 * @param shared methods, data sets and means of both, in the file's order
 */
public record PublishedComparison(
    String id, PublishedTable first, PublishedTable second, String about, List<Shared> shared) {

  /** The folder of comparisons beside the tables. */
  private static final String FOLDER = "comparisons";

  private static final CsvTable CSV = new CsvTable(List.of("what", "first", "second", "why"));

  /** What a row of the file pairs. */
  public enum What {
    /** The tables; the first row alone. */
    TABLES,
    METHOD,
    DATASET,
    /** Means as printed, over data sets that may differ. */
    MEAN
  }

  /**
   * What both tables hold.
   *
   * @param first its name in the first table
   * @param second its name in the second table
   * @param why what speaks for it being the same
   */
  public record Shared(What what, String first, String second, String why) {}

  public PublishedComparison {
    shared = List.copyOf(shared);
  }

  /**
   * Reads one comparison.
   *
   * @param tables those that it may name
   * @throws ReportException naming file and line, if a table doesn't have what a row names, or it
   *     stands twice
   * @throws org.voxelbench.base.BadInputException naming file and line, if the file is damaged
   */
  public static PublishedComparison read(Path file, List<PublishedTable> tables) {
    String id = PublishedFile.id(file);
    Reading reading = new Reading(tables);
    CSV.read(file, reading::row);
    if (reading.first == null) {
      throw new ReportException(
          "'" + file + "' names no tables; write them in a row 'tables,FIRST,SECOND,WHY'");
    }
    return new PublishedComparison(
        id, reading.first, reading.second, reading.about, reading.shared);
  }

  /** Reads all comparisons of a folder of tables, by name; none if it has none. */
  public static List<PublishedComparison> readAll(Path folder, List<PublishedTable> tables) {
    Path comparisons = folder.resolve(FOLDER);
    return Files.isDirectory(comparisons)
        ? PublishedFile.in(comparisons).stream().map(file -> read(file, tables)).toList()
        : List.of();
  }

  /** What is shared of one kind, in the file's order. */
  public List<Shared> shared(What what) {
    return shared.stream().filter(s -> s.what() == what).toList();
  }

  /** What the rows read so far have fixed. */
  private static final class Reading {

    private final List<PublishedTable> tables;
    private PublishedTable first;
    private PublishedTable second;
    private String about;
    private final List<Shared> shared = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();

    private Reading(List<PublishedTable> tables) {
      this.tables = tables;
    }

    private Shared row(CsvRow row) {
      Shared read =
          new Shared(
              row.choice("what", What.class),
              row.text("first"),
              row.text("second"),
              row.text("why"));
      if ((read.what() == What.TABLES) != (first == null)) {
        throw new ReportException(
            row.where()
                + ": the row 'tables' is the first one, and stands once; move or remove it");
      }
      if (first == null) {
        first = table(row, "first");
        second = table(row, "second");
        about = read.why();
      } else {
        check(row, "first", first, read.what());
        check(row, "second", second, read.what());
        shared.add(read);
      }
      return read;
    }

    private PublishedTable table(CsvRow row, String column) {
      String id = row.text(column);
      return tables.stream()
          .filter(table -> table.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new ReportException(
                      row.where()
                          + ": there is no table '"
                          + id
                          + "'; known are "
                          + names(tables.stream().map(PublishedTable::id).toList())));
    }

    private void check(CsvRow row, String column, PublishedTable table, What what) {
      String name = row.text(column);
      List<String> known =
          what == What.METHOD
              ? table.methods()
              : table.dice(what == What.DATASET).stream()
                  .map(PublishedValue.Column::dataset)
                  .toList();
      if (!known.contains(name)) {
        throw new ReportException(
            row.where()
                + ": table '"
                + table.id()
                + "' has no "
                + row.text("what")
                + " '"
                + name
                + "'; known are "
                + names(known));
      }
      if (!seen.add(List.of(column, what, name))) {
        throw new ReportException(
            row.where()
                + ": "
                + row.text("what")
                + " '"
                + name
                + "' of table '"
                + table.id()
                + "' stands twice; keep one");
      }
    }

    private static String names(List<String> names) {
      return names.isEmpty()
          ? "none"
          : names.stream().collect(Collectors.joining("', '", "'", "'"));
    }
  }
}
