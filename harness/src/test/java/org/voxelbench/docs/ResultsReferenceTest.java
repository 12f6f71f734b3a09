package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.results.ResultColumns;

/** {@code docs/results.md} names every column of the results and of the report's tables. */
class ResultsReferenceTest {

  private static final MarkdownPage PAGE = MarkdownPage.read(Path.of("../docs/results.md"));

  /** What the report's sealed test compares its tables with. */
  private static final Path SEALED = Path.of("../reports/src/test/resources/golden/tables");

  static List<String> tables() throws IOException {
    try (Stream<Path> files = Files.list(SEALED)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theColumnsOfTheResultsAreWrittenFromTheCode() throws IOException {
    new Drawn(PAGE.file()).hasPart("columns of results.csv", ResultColumns.markdown());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableOfTheReportHasItsColumns(String table) throws IOException {
    String header = Files.readAllLines(SEALED.resolve(table)).get(0);

    assertThat(PAGE.firstCells("### `" + table + "`")).containsExactly(header.split(","));
  }

  @Test
  void noOtherTableIsPromised() throws IOException {
    assertThat(PAGE.text().lines().filter(line -> line.matches("### `.*\\.csv`")))
        .containsExactlyInAnyOrderElementsOf(
            tables().stream().map(table -> "### `" + table + "`").toList());
  }
}
