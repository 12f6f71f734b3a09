package org.voxelbench.datasets.metaimage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.HeaderFields;
import org.voxelbench.datasets.voxel.HeaderText;

/** The fields of a MetaImage header by their names; some have several. */
final class MetaFields {

  static final String FORMAT = "MetaImage";
  static final String DATA_FILE = "ElementDataFile";

  private static final String LIST = "LIST";

  private final Path file;
  private final HeaderFields values;
  private final List<String> listed = new ArrayList<>();

  /** Fields that stand several times with different values, of which ITK takes the last. */
  private final Set<String> ambiguous = new HashSet<>();

  private final long bytes;

  private MetaFields(Path file, HeaderText text) {
    this.file = file;
    this.values = new HeaderFields(file, FORMAT);
    this.bytes = text.bytes();
    if (text.lines().stream().noneMatch(line -> key(line).equals(DATA_FILE))) {
      throw fault("has no '" + DATA_FILE + "', which ends one; is this a MetaImage?");
    }
    for (String line : text.lines()) {
      take(line);
    }
  }

  /**
   * Reads the header of a file.
   *
   * @throws DatasetException if it isn't one
   */
  static MetaFields read(Path file) {
    return new MetaFields(file, HeaderText.read(file, "", FORMAT, MetaFields::isLast));
  }

  /** File names follow where they are listed, up to the end of the file. */
  private static boolean isLast(String line) {
    return key(line).equals(DATA_FILE) && !value(line).startsWith(LIST);
  }

  private static String key(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? "" : line.substring(0, equals).strip();
  }

  private static String value(String line) {
    return line.substring(line.indexOf('=') + 1).strip();
  }

  private void take(String line) {
    if (isList()) {
      if (!line.isBlank()) {
        listed.add(line.strip());
      }
      return;
    }
    if (line.isBlank()) {
      return;
    }
    if (key(line).isEmpty()) {
      throw fault(
          "has the line '" + HeaderFields.start(line) + "', expected a field, = and its value");
    }
    if (!values.has(key(line))) {
      values.put(key(line), value(line));
    } else if (!values.required(key(line)).equals(value(line))) {
      ambiguous.add(key(line));
    }
  }

  /** Bytes of the header in its file. */
  long bytes() {
    return bytes;
  }

  Path file() {
    return file;
  }

  boolean isList() {
    return text(DATA_FILE).filter(value -> value.startsWith(LIST)).isPresent();
  }

  /** The names below {@code ElementDataFile = LIST}. */
  List<String> listed() {
    return listed;
  }

  /**
   * The value of the first field that is there.
   *
   * @throws DatasetException if it stands there with different values
   */
  Optional<String> text(String... names) {
    return Arrays.stream(names).filter(values::has).findFirst().map(this::required);
  }

  String required(String name) {
    if (ambiguous.contains(name)) {
      throw fault("has the field '" + name + "' twice, with different values; leave one");
    }
    return values.required(name);
  }

  /** A field that says True or False; false without it. */
  boolean isTrue(String... names) {
    return text(names).filter(value -> value.matches("(?i)t(rue)?|1|y(es)?")).isPresent();
  }

  long integer(String name, long without) {
    return text(name).map(value -> values.integer(name, value)).orElse(without);
  }

  long[] integers(String name, int count) {
    return Arrays.stream(parts(name, required(name), count))
        .mapToLong(value -> values.integer(name, value))
        .toArray();
  }

  /** Numbers of the first field that is there. */
  Optional<double[]> numbers(int count, String... names) {
    return Arrays.stream(names)
        .filter(values::has)
        .findFirst()
        .map(
            name ->
                Arrays.stream(parts(name, required(name), count))
                    .mapToDouble(value -> values.number(name, value))
                    .toArray());
  }

  private String[] parts(String name, String value, int count) {
    return values.words(name, value, count, Integer.toString(count));
  }

  DatasetException fault(String fault) {
    return values.fault(fault);
  }
}
