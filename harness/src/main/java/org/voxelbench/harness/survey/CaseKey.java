package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.table.NumberText;

/**
 * Names a case.
 *
 * @param dataset the data set's name
 * @param part where it belongs
 * @param id its own name
 */
public record CaseKey(String dataset, Part part, String id) {

  private static final int NAMED = 4;

  /** The name in a sentence about its data set. */
  public String words() {
    return switch (part) {
      case TRAINING -> "'" + id + "'";
      case TEST -> "'" + id + "' (test)";
      case OTHER -> "'" + id + "' of " + dataset;
    };
  }

  /** Several names in a sentence, of many the first ones. */
  static String words(List<CaseKey> keys) {
    List<String> words = new ArrayList<>();
    keys.stream().limit(NAMED).forEach(key -> words.add(key.words()));
    if (keys.size() > NAMED) {
      words.add(NumberText.count(keys.size() - NAMED, "other"));
    }
    return NumberText.enumerate(words);
  }
}
