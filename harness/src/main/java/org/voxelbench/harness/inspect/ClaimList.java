package org.voxelbench.harness.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voxelbench.reports.claims.ClaimAnswer;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.claims.ClaimTable;

/** Claims and their answers as lines of text, at most 80 columns wide where words allow. */
public final class ClaimList {

  private static final int WIDTH = 80;
  private static final String INDENT = "    ";

  private ClaimList() {}

  /** A paragraph for each claim, and how many hold as the last line. */
  public static List<String> lines(ClaimAnswers answers) {
    if (answers.all().isEmpty()) {
      return List.of("The protocol states no claims.");
    }
    List<String> lines = new ArrayList<>();
    for (ClaimAnswer answer : answers.all()) {
      lines.addAll(wrapped("", answer.name() + ": " + answer.words() + "."));
      lines.addAll(wrapped(INDENT, verdict(answer)));
      if (!answer.reason().isEmpty()) {
        lines.addAll(wrapped(INDENT, answer.reason()));
      }
    }
    lines.add(answers.sentence());
    return lines;
  }

  private static String verdict(ClaimAnswer answer) {
    String verdict = answer.verdict().text().toUpperCase(Locale.ROOT);
    return answer.lead().isEmpty()
        ? verdict + "."
        : verdict
            + ": "
            + ClaimTable.lead(answer)
            + ", 95 % interval "
            + ClaimTable.interval(answer)
            + " ("
            + answer.basis()
            + ").";
  }

  private static List<String> wrapped(String indent, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ")) {
      if (!line.toString().isBlank() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT);
      }
      line.append(line.toString().isBlank() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
