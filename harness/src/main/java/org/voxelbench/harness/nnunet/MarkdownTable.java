package org.voxelbench.harness.nnunet;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as Markdown has them. */
final class MarkdownTable {

  private MarkdownTable() {}

  static String of(List<String> head, List<List<String>> rows) {
    return Stream.concat(Stream.of(head, Collections.nCopies(head.size(), "---")), rows.stream())
        .map(MarkdownTable::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream().map(MarkdownTable::cell).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Texts of a data set must not break the table. */
  private static String cell(String text) {
    return text.replaceAll("\\s+", " ").replace("|", "\\|");
  }
}
