package org.voxelbench.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.base.format.Decimals;

/**
 * A Dice per class in one column of a CSV file, such as {@code 0.91 Anterior; 0.87 Posterior}; a
 * semicolon in a name becomes a comma.
 */
final class ClassDice {

  static final String COLUMN = "pseudo_dice_by_class";

  private static final String NONE = "-";
  private static final String BETWEEN = "; ";

  private ClassDice() {}

  static String text(Map<String, Double> dice) {
    return dice.isEmpty()
        ? NONE
        : dice.entrySet().stream()
            .map(entry -> Decimals.text(entry.getValue()) + " " + entry.getKey().replace(';', ','))
            .collect(Collectors.joining(BETWEEN));
  }

  static Map<String, Double> read(CsvRow row) {
    String text = row.text(COLUMN);
    Map<String, Double> dice = new LinkedHashMap<>();
    if (text.equals(NONE)) {
      return dice;
    }
    for (String entry : text.split(BETWEEN, -1)) {
      int space = entry.indexOf(' ');
      try {
        dice.put(
            entry.substring(space + 1), Decimals.parse(entry.substring(0, Math.max(0, space))));
      } catch (NumberFormatException e) {
        throw damaged(row, text);
      }
    }
    return dice;
  }

  private static RuntimeException damaged(CsvRow row, String text) {
    return row.damaged(COLUMN, text, "a Dice and a name for each class");
  }
}
