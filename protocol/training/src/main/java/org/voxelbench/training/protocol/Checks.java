package org.voxelbench.training.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;

/** Checks of protocol values; each message prints the key and the offending value. */
final class Checks {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Checks() {}

  static void present(String key, Object value) {
    if (value == null) {
      throw new BadInputException(key + " is missing; every protocol states it.");
    }
  }

  static void name(String key, String value) {
    present(key, value);
    if (!NAME.matcher(value).matches()) {
      throw new BadInputException(
          key
              + " ('"
              + value
              + "') must be made of letters, digits, '.', '_' and '-', and begin with a letter or"
              + " digit.");
    }
  }

  static <T> List<T> nonEmpty(String key, List<T> values) {
    present(key, values);
    if (values.isEmpty() || values.stream().anyMatch(Objects::isNull)) {
      throw new BadInputException(
          key + " (" + values + ") must hold at least one entry and no empty one.");
    }
    return List.copyOf(values);
  }

  static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new BadInputException(key + " (" + value + ") must be at least " + least + ".");
    }
  }

  static void positive(String key, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new BadInputException(key + " (" + value + ") must be a positive number.");
    }
  }

  static List<Integer> counts(String key, List<Integer> values) {
    List<Integer> counts = nonEmpty(key, values);
    counts.forEach(n -> atLeast(key, n, 1));
    return counts;
  }

  static void patch(String key, List<Integer> size) {
    nonEmpty(key, size);
    if (size.size() != 3) {
      throw new BadInputException(key + " " + size + " must have 3 entries in voxels.");
    }
    size.forEach(n -> atLeast(key, n, 1));
  }

  /** Refuses a list that names something twice. */
  static void unique(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw new BadInputException(key + " names '" + value + "' twice; give each entry once.");
      }
    }
  }
}
