package org.voxelbench.reports.examples;

import java.util.List;
import org.voxelbench.results.ResultRow;

/**
 * A case of which the report shows a picture.
 *
 * @param dataset data set's name
 * @param method method's id
 * @param standing {@code best}, {@code median}, {@code worst}, or several of them where a method
 *     has few cases
 * @param runId the run that predicted it; empty if the summary names none
 * @param dice mean Dice in [0, 1] over the classes that reference or prediction hold
 * @param missing whether its prediction is missing
 * @param rows its rows, one per class, in the data set's order
 */
public record ExampleCase(
    String dataset,
    String method,
    String standing,
    String runId,
    double dice,
    boolean missing,
    List<ResultRow> rows) {

  public ExampleCase {
    rows = List.copyOf(rows);
  }

  /** The case's name. */
  public String caseId() {
    return rows.get(0).caseId();
  }

  /** Fold of the run that predicted it. */
  public int fold() {
    return rows.get(0).fold();
  }

  /** Seed of that run. */
  public long seed() {
    return rows.get(0).seed();
  }

  /** Where its picture lies in the results folder, a PNG; with {@code /}. */
  public String picture() {
    return "pictures/" + plain(runId) + "/" + plain(caseId()) + ".png";
  }

  /** The same of other names never meets, and holds nothing but letters, digits, _ and -. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (char letter : name.toCharArray()) {
      boolean kept =
          letter >= 'a' && letter <= 'z'
              || letter >= 'A' && letter <= 'Z'
              || letter >= '0' && letter <= '9'
              || letter == '_'
              || letter == '-';
      plain.append(kept ? String.valueOf(letter) : "." + Integer.toHexString(letter) + ".");
    }
    return plain.toString();
  }
}
