package org.voxelbench.datasets.voxel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.voxelbench.datasets.DatasetException;

/** The fields of a header that is text, by their names. */
public final class HeaderFields {

  private static final int SHOWN = 40;

  private final Path file;
  private final String format;
  private final Map<String, String> values = new HashMap<>();

  /**
   * No field yet.
   *
   * @param file what errors name
   * @param format the format's name
   */
  public HeaderFields(Path file, String format) {
    this.file = file;
    this.format = format;
  }

  /**
   * Adds a field.
   *
   * @throws DatasetException if it is there already
   */
  public void put(String name, String value) {
    if (values.put(name, value) != null) {
      throw fault("has the field '" + name + "' twice");
    }
  }

  /** The value of the first field that is there. */
  public Optional<String> text(String... names) {
    return Arrays.stream(names).map(values::get).filter(Objects::nonNull).findFirst();
  }

  /** Whether a field is there. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * The value of a field.
   *
   * @throws DatasetException if it isn't there
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> fault("has no field '" + name + "'"));
  }

  /** A whole number that stands under a name. */
  public long integer(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw fault("has '" + start(value) + "' under '" + name + "', expected a whole number");
    }
  }

  /** A number that stands under a name. */
  public double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw fault("has '" + start(value) + "' under '" + name + "', expected a number");
    }
  }

  /**
   * The words that stand under a name.
   *
   * @param expected what their number has to be, as the error says it
   */
  public String[] words(String name, String value, int count, String expected) {
    String[] words = value.split("\\s+");
    if (words.length != count) {
      throw fault("has " + words.length + " values under '" + name + "', expected " + expected);
    }
    return words;
  }

  /** The beginning of a text, for errors. */
  public static String start(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /**
   * A sentence on the header.
   *
   * @param fault what is wrong with it, as a verb and more
   */
  public DatasetException fault(String fault) {
    return new DatasetException(file + ": the " + format + " header " + fault + ".");
  }
}
