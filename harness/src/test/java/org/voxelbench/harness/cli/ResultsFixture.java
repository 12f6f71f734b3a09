package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What an earlier version left, as it lies among the tests' resources. */
record ResultsFixture(Path then) {

  private static final String PREFIX = "results-";

  /** That of a version or commit. */
  static ResultsFixture of(String version) {
    return new ResultsFixture(resources().resolve(PREFIX + version));
  }

  /** The released versions of which there is one. */
  static List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(resources())) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches(PREFIX + "\\d+\\.\\d+\\.\\d+"))
          .map(name -> name.substring(PREFIX.length()))
          .sorted()
          .toList();
    }
  }

  private static Path resources() {
    try {
      URI classes =
          Objects.requireNonNull(ResultsFixture.class.getResource("/results-0.1.0")).toURI();
      return Path.of(classes).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A folder of tables holds what that of the fixture does: the same files, lines and columns.
   * Later versions may add columns behind these, and further files.
   */
  static void assertTablesAreThoseOf(Path fixture, Path made) throws IOException {
    try (Stream<Path> tables = Files.list(fixture)) {
      assertThat(tables)
          .hasSizeGreaterThan(20)
          .allSatisfy(
              table ->
                  assertThat(Files.readAllLines(made.resolve(table.getFileName().toString())))
                      .zipSatisfy(
                          Files.readAllLines(table),
                          (now, then) ->
                              assertThat(now + ",")
                                  .as(table.getFileName().toString())
                                  .startsWith(then + ",")));
    }
  }

  /** Copies it, so that commands may write. */
  void copyTo(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(then)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(then.relativize(file).toString()));
      }
    }
  }
}
