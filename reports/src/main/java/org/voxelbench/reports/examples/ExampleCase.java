package org.voxelbench.reports.examples;

import java.util.List;
import org.voxelbench.results.metric.Confusion;

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
 * @param caseId the case's name
 * @param fold fold of the run that predicted it
 * @param seed seed of that run
 * @param classes its foreground classes, in the data set's order
 */
public record ExampleCase(
    String dataset,
    String method,
    String standing,
    String runId,
    double dice,
    boolean missing,
    String caseId,
    int fold,
    long seed,
    List<OfClass> classes) {

  /**
   * One class of the case.
   *
   * @param counts its voxels
   * @param dice in [0, 1]; 0 where the prediction is missing; NaN if neither reference nor
   *     prediction holds the class
   */
  public record OfClass(String label, Confusion counts, double dice) {}

  public ExampleCase {
    classes = List.copyOf(classes);
  }

  /** Where its picture lies in the results folder, a PNG; with {@code /}. */
  public String picture() {
    return pictures(runId) + "/" + plain(caseId()) + ".png";
  }

  /** Where the pictures of a run's cases lie in the results folder; with {@code /}. */
  public static String pictures(String runId) {
    return "pictures/" + plain(runId);
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
