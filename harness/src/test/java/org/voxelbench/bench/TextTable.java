package org.voxelbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of cells as plain text in columns; the first row is the head. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> head) {
    rows.add(head);
  }

  /** Adds a row, which may have fewer cells than the head. */
  void add(List<String> row) {
    rows.add(row);
  }

  /** Whether there is no row but the head. */
  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** A last cell of a row of two may reach beyond its column. */
  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        if (column == 0 || row.size() > 2) {
          widths[column] = Math.max(widths[column], row.get(column).length());
        }
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(line(row, widths)).append(System.lineSeparator()));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(String.format(Locale.ROOT, "%-" + (widths[column] + 2) + "s", row.get(column)));
    }
    return line.toString().stripTrailing();
  }
}
