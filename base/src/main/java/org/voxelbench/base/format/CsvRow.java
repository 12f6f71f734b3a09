package org.voxelbench.base.format;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voxelbench.base.BadInputException;

/** One row of a {@link CsvTable} as read, with its place for messages. */
public final class CsvRow {

  private final Path file;
  private final long line;
  private final Map<String, Integer> positions;
  private final List<String> fields;

  CsvRow(Path file, long line, Map<String, Integer> positions, List<String> fields) {
    this.file = file;
    this.line = line;
    this.positions = positions;
    this.fields = fields;
  }

  /** File and line, such as {@code 'results.csv', line 3}. */
  public String where() {
    return where(file, line);
  }

  public static String where(Path file, long line) {
    return "'" + file + "', line " + line;
  }

  /** Where in the file it is. */
  public long line() {
    return line;
  }

  /** A text that is not empty. */
  public String text(String column) {
    String text = fields.get(positions.get(column));
    if (text.isEmpty()) {
      throw damaged(column, text, "a text");
    }
    return text;
  }

  /** A whole number in plain digits. */
  public long wholeNumber(String column) {
    String text = text(column);
    try {
      long value = Long.parseLong(text);
      if (Long.toString(value).equals(text)) {
        return value;
      }
      throw damaged(column, text, "a whole number");
    } catch (NumberFormatException e) {
      throw damaged(column, text, "a whole number");
    }
  }

  /** A whole number of at least 0. */
  public long count(String column) {
    long value = wholeNumber(column);
    if (value < 0) {
      throw damaged(column, Long.toString(value), "a count");
    }
    return value;
  }

  /** A count within the range of an int. */
  public int smallCount(String column) {
    long value = count(column);
    if (value > Integer.MAX_VALUE) {
      throw damaged(column, Long.toString(value), "a number up to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** A decimal number, {@code NaN} or an infinity. */
  public double decimal(String column) {
    String text = text(column);
    try {
      return Decimals.parse(text);
    } catch (NumberFormatException e) {
      throw damaged(column, text, "a decimal number, NaN or Infinity");
    }
  }

  /** One of an enumeration's names in lower case. */
  public <E extends Enum<E>> E choice(String column, Class<E> type) {
    String text = text(column);
    for (E choice : type.getEnumConstants()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
        return choice;
      }
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .toList();
    throw damaged(column, text, "one of " + known);
  }

  /** The exception for a field that is not what its column holds. */
  public BadInputException damaged(String column, String text, String expected) {
    return new BadInputException(
        where()
            + ": column '"
            + column
            + "' holds '"
            + text
            + "', not "
            + expected
            + "; the row is damaged, so write the file anew.");
  }
}
