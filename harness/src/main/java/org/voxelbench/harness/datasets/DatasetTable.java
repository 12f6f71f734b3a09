package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.voxelbench.datasets.card.AccessKind;
import org.voxelbench.datasets.card.DatasetCard;

/** Data sets, a row each, on a terminal of 100 columns; the last column is cut to fit. */
final class DatasetTable {

  private static final int WIDTH = 100;
  private static final String UNKNOWN = "-";
  private static final List<String> HEAD =
      List.of("name", "role", "access", "size", "cases", "state", "licence");

  private final List<List<String>> rows = new ArrayList<>(List.of(HEAD));

  /** Adds a data set with a card. */
  void add(DatasetCard card, DatasetState state) {
    add(card, card.role().name().toLowerCase(Locale.ROOT), state);
  }

  /** Adds a data set of the user's own that has none. */
  void addOwn(DatasetCard card, DatasetState state) {
    add(card, "your own", state);
  }

  private void add(DatasetCard card, String role, DatasetState state) {
    Optional<AccessKind> access = card.access().flatMap(how -> how.kind());
    rows.add(
        List.of(
            card.name(),
            role,
            access.map(AccessKind::toString).orElse(UNKNOWN),
            card.size().orElse(UNKNOWN),
            cases(card),
            state.toString(),
            card.licence().orElse(UNKNOWN)));
  }

  /** Training cases, and those that the makers hold out. */
  private static String cases(DatasetCard card) {
    OptionalInt test = card.testCases();
    String held = test.orElse(0) == 0 ? "" : "+" + test.getAsInt();
    return card.trainingCases().isPresent() ? card.trainingCases().getAsInt() + held : UNKNOWN;
  }

  void print(PrintWriter out) {
    int last = HEAD.size() - 1;
    int[] widths =
        IntStream.range(0, last)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    int rest = WIDTH - IntStream.of(widths).sum() - widths.length;
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < last; column++) {
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(widths[column] - cell.length() + 1));
      }
      out.println(line.append(cut(row.get(last), rest)).toString().stripTrailing());
    }
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }
}
