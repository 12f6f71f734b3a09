package org.voxelbench.results;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.BadInputException;

/** A file of results with a given text, and the rows and texts of the golden one. */
final class ResultsFile {

  private final Path folder;

  ResultsFile(Path folder) {
    this.folder = folder;
  }

  static List<ResultRow> rows() {
    ResultRow a = Rows.scored("Task04_Hippocampus", "mae", 0, "hippocampus_001", 1, 1, 1);
    return List.of(
        a,
        Rows.with(a, "posterior", "2", CaseStatus.EMPTY, 0, Double.NaN),
        Rows.with(a, "whole, all", "1+2", CaseStatus.MISSING, 30, 0),
        Rows.with(a, "tail", "10", CaseStatus.SCORED, 5, 0),
        Rows.scored("Task04_Hippocampus", "mae", 1, "hippocampus_002", 1_234_567_890_123L, 0, 7),
        Rows.scored("Task04_Hippocampus", "scratch", 0, "hippocampus_001", 2, 3, 4),
        Rows.scored("ACDC", "mae", 0, "patient \"1\"", 5, 0, 0));
  }

  static String golden(String name) throws IOException {
    try (InputStream in = ResultsFile.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Path with(String text) throws IOException {
    return Files.writeString(folder.resolve("results.csv"), text);
  }

  /** Refused in sentences that name the file and more. */
  void refused(String text, String... parts) throws IOException {
    Path file = with(text);
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("results.csv");
  }
}
