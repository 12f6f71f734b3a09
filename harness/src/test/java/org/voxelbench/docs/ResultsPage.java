package org.voxelbench.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code docs/results.md}.
 *
 * @param text all of it
 */
record ResultsPage(String text) {

  static final Path FILE = Path.of("../docs/results.md");

  static ResultsPage read() {
    try {
      return new ResultsPage(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The headings of the report's tables. */
  List<String> reportTables() {
    return text.lines()
        .filter(line -> line.startsWith("### `") && line.endsWith(".csv`"))
        .map(line -> line.substring("### `".length(), line.length() - 1))
        .toList();
  }

  /** First cells of the tables below a heading that are set as code. */
  List<String> columnsUnder(String heading) {
    return text.lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .dropWhile(line -> !line.startsWith("| column"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring("| `".length(), line.indexOf("` |")))
        .toList();
  }
}
