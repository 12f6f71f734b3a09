package org.voxelbench.preparation.split;

import java.util.OptionalInt;
import org.voxelbench.base.BadInputException;

/**
 * Which part of the cases is held out.
 *
 * @param number 0 and up, or empty for 'all': training and validation on all cases
 */
public record Fold(OptionalInt number) {

  private static final String ALL = "all";

  /** Fold 'all'. */
  public static Fold all() {
    return new Fold(OptionalInt.empty());
  }

  /** A numbered fold. */
  public static Fold of(int number) {
    if (number < 0) {
      throw new BadInputException("fold " + number + " is no fold; give 'all', 0, 1, 2, …");
    }
    return new Fold(OptionalInt.of(number));
  }

  /** Parses {@code all} or a number. */
  public static Fold parse(String text) {
    if (text.equals(ALL)) {
      return all();
    }
    if (!text.matches("\\d{1,6}")) {
      throw new BadInputException("fold '" + text + "' is no fold; give 'all', 0, 1, 2, …");
    }
    return of(Integer.parseInt(text));
  }

  @Override
  public String toString() {
    return number.isPresent() ? String.valueOf(number.getAsInt()) : ALL;
  }
}
