package org.voxelbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures beside the comparable ones of another machine, as plain text. */
final class FigureTable {

  private record Row(String figure, String here, String elsewhere) {

    int width(int column) {
      return cell(column).length();
    }

    String cell(int column) {
      return switch (column) {
        case 0 -> figure;
        case 1 -> here;
        default -> elsewhere;
      };
    }
  }

  private static final int COLUMNS = 3;

  private final List<Row> rows = new ArrayList<>();

  FigureTable(String figure, String here, String elsewhere) {
    rows.add(new Row(figure, here, elsewhere));
  }

  void add(String figure, String here, String elsewhere) {
    rows.add(new Row(figure, here, elsewhere));
  }

  static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }

  @Override
  public String toString() {
    int[] widths = new int[COLUMNS];
    for (Row row : rows) {
      for (int column = 0; column < COLUMNS; column++) {
        widths[column] = Math.max(widths[column], row.width(column));
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(line(row, widths)).append(System.lineSeparator()));
    return text.toString();
  }

  private static String line(Row row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      String format = "%-" + (widths[column] + 2) + "s";
      line.append(String.format(Locale.ROOT, format, row.cell(column)));
    }
    return line.toString().stripTrailing();
  }
}
