package org.voxelbench.datasets.nrrd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.HeaderFields;
import org.voxelbench.datasets.voxel.HeaderText;

/** The fields of a NRRD header by their names; comments and key/value pairs are left out. */
final class NrrdFields {

  static final String FORMAT = "NRRD";
  static final String DATA_FILE = "data file";

  private static final Pattern MAGIC = Pattern.compile("NRRD0*[1-5]|NRRD00\\.01");
  private static final Pattern VECTOR = Pattern.compile("none|\\(([^()]*)\\)");
  private static final String LIST = "LIST";

  /** Spaces in names may be left out. */
  private static final Set<String> NAMES =
      Set.of(
          "content",
          "number",
          "type",
          "block size",
          "dimension",
          "space",
          "space dimension",
          "sizes",
          "spacings",
          "thicknesses",
          "axis mins",
          "axis maxs",
          "space directions",
          "centers",
          "centerings",
          "kinds",
          "labels",
          "units",
          "min",
          "max",
          "old min",
          "old max",
          "endian",
          "encoding",
          "line skip",
          "byte skip",
          "sample units",
          "space units",
          "space origin",
          "measurement frame",
          DATA_FILE);

  private final Path file;
  private final HeaderFields values;
  private final List<String> listed = new ArrayList<>();
  private final long bytes;

  private NrrdFields(Path file, HeaderText text) {
    this.file = file;
    this.values = new HeaderFields(file, FORMAT);
    this.bytes = text.bytes();
    if (!MAGIC.matcher(text.lines().get(0)).matches()) {
      throw new DatasetException(
          file
              + ": the NRRD header is of the version '"
              + text.lines().get(0)
              + "', expected NRRD0001 to NRRD0005.");
    }
    for (String line : text.lines().subList(1, text.lines().size())) {
      take(line);
    }
  }

  /**
   * Reads the header of a file.
   *
   * @throws DatasetException if it isn't one, or has a field of an unknown name or one twice
   */
  static NrrdFields read(Path file) {
    return new NrrdFields(file, HeaderText.read(file, "NRRD", FORMAT, String::isEmpty));
  }

  private void take(String line) {
    if (LIST.equals(text(DATA_FILE).orElse("").split("\\s", 2)[0])) {
      if (!line.isBlank()) {
        listed.add(line.strip());
      }
      return;
    }
    int colon = line.indexOf(':');
    boolean isPair = colon >= 0 && line.startsWith(":=", colon);
    if (line.isBlank() || line.startsWith("#") || isPair) {
      return;
    }
    if (colon < 0) {
      throw fault(
          "has the line '" + HeaderFields.start(line) + "', expected a field and its value");
    }
    values.put(name(line.substring(0, colon)), line.substring(colon + 1).strip());
  }

  private String name(String written) {
    String plain = written.strip().toLowerCase(Locale.ROOT);
    return NAMES.stream()
        .filter(name -> name.equals(plain) || name.replace(" ", "").equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                fault(
                    "has the field '" + HeaderFields.start(written) + "', which is none of NRRD"));
  }

  /** Bytes of the header in its file. */
  long bytes() {
    return bytes;
  }

  Path file() {
    return file;
  }

  Optional<String> text(String name) {
    return values.text(name);
  }

  String required(String name) {
    return values.required(name);
  }

  /** The names below {@code data file: LIST}; empty if there is no such list. */
  List<String> listed() {
    return listed;
  }

  boolean isList() {
    return text(DATA_FILE).filter(value -> value.split("\\s", 2)[0].equals(LIST)).isPresent();
  }

  /** A whole number. */
  Optional<Long> integer(String name) {
    return text(name).map(value -> values.integer(name, value));
  }

  /** Whole numbers of a required field, as many as there are axes. */
  long[] integers(String name, int axes) {
    return Arrays.stream(perAxis(name, required(name), axes))
        .mapToLong(value -> values.integer(name, value))
        .toArray();
  }

  /** Numbers per axis, NaN where none is known; none without the field. */
  Optional<double[]> numbers(String name, int axes) {
    return text(name)
        .map(
            value ->
                Arrays.stream(perAxis(name, value, axes))
                    .mapToDouble(number -> number(name, number))
                    .toArray());
  }

  /** Words per axis; none without the field. */
  Optional<String[]> words(String name, int axes) {
    return text(name).map(value -> perAxis(name, value.toLowerCase(Locale.ROOT), axes));
  }

  private String[] perAxis(String name, String value, int axes) {
    return values.words(name, value, axes, axes + ", one per axis");
  }

  private double number(String name, String value) {
    return value.equalsIgnoreCase("nan") ? Double.NaN : values.number(name, value);
  }

  /** Vectors such as {@code (1,0,0)}; an empty one where {@code none} stands. */
  Optional<List<double[]>> vectors(String name, int axes, int components) {
    return text(name).map(value -> vectors(name, value, axes, components));
  }

  private List<double[]> vectors(String name, String value, int axes, int components) {
    Matcher vector = VECTOR.matcher(value);
    List<double[]> vectors = new ArrayList<>();
    int end = 0;
    while (vector.find() && value.substring(end, vector.start()).isBlank()) {
      end = vector.end();
      String inside = vector.group(1);
      double[] numbers =
          inside == null
              ? new double[0]
              : Arrays.stream(inside.split(","))
                  .mapToDouble(number -> number(name, number.strip()))
                  .toArray();
      if (inside != null && numbers.length != components) {
        throw fault(
            "has a vector of "
                + numbers.length
                + " numbers under '"
                + name
                + "', expected "
                + components);
      }
      vectors.add(numbers);
    }
    if (vectors.size() != axes || !value.substring(end).isBlank()) {
      throw fault(
          "has '"
              + HeaderFields.start(value)
              + "' under '"
              + name
              + "', expected "
              + axes
              + (axes == 1 ? " vector" : " vectors, one per axis,")
              + " like (1,0,0)");
    }
    return vectors;
  }

  DatasetException fault(String fault) {
    return values.fault(fault);
  }
}
