package org.voxelbench.base.format;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.TextFile;

/**
 * JSON of records: every key must be known, present (unless {@link IfAbsent} marks it), unique and
 * not null; undefined numbers are the literal {@code NaN}, as Python writes them.
 */
public final class StrictJson {

  /** Larger files than this are no summaries or manifests. */
  private static final long MAX_BYTES = 256L << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Integer,
              config -> config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
          .annotationIntrospector(new Absences())
          .injectableValues(new Absences.Values())
          .build()
          .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

  private StrictJson() {}

  /** A value as indented text with {@code \n} line ends and one at the end. */
  public static String text(Object value) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("can't write " + value.getClass() + " as JSON", e);
    }
  }

  /** A value as a JSON object. */
  static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Writes a value whole or not at all. */
  public static void write(Path file, Object value) {
    byte[] bytes = text(value).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("can't write '" + file + "': " + FileFault.words(e), e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws BadInputException naming file, line and key, if the file is missing, is not JSON, or a
   *     key is unknown, missing, doubled or of another type
   */
  public static <T> T read(Path file, Class<T> type) {
    return read(file, type, Map.of());
  }

  /**
   * Reads a value whose file may be older than some of its keys.
   *
   * @param later what these keys have where they are missing, by their JSON pointers
   * @throws BadInputException as {@link #read(Path, Class)}
   */
  public static <T> T read(Path file, Class<T> type, Map<String, Object> later) {
    return parse("'" + file + "'", content(file), type, later);
  }

  /** The text of a file. */
  static String content(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BadInputException("'" + file + "' is larger than " + MAX_BYTES + " bytes.");
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException("'" + file + "' is missing.", e);
    } catch (IOException e) {
      throw new BadInputException("can't read '" + file + "': " + FileFault.words(e) + ".", e);
    }
    return TextFile.read(file);
  }

  /**
   * Reads a value from text.
   *
   * @param where what to call the text in messages
   * @throws BadInputException as {@link #read(Path, Class)}
   */
  public static <T> T parse(String where, String text, Class<T> type) {
    return parse(where, text, type, Map.of());
  }

  /**
   * Reads a value from text that may be older than some of its keys.
   *
   * @param where what to call the text in messages
   * @param later what these keys have where they are missing, by their JSON pointers
   * @throws BadInputException as {@link #read(Path, Class)}
   */
  public static <T> T parse(String where, String text, Class<T> type, Map<String, Object> later) {
    return parse(where, text, type, later, Set.of());
  }

  /** The same of an object that may hold some keys that its type doesn't have. */
  static <T> T parse(
      String where, String text, Class<T> type, Map<String, Object> later, Set<String> beside) {
    try {
      ObjectReader reader = MAPPER.readerFor(type).withHandler(new KeysBeside(beside));
      JsonNode root = later.isEmpty() ? null : MAPPER.readTree(text);
      T value =
          root != null && filled(root, later) ? reader.readValue(root) : reader.readValue(text);
      if (value == null) {
        throw new BadInputException(where + " holds null, not " + type.getSimpleName() + ".");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new BadInputException(
          place(where, e)
              + ": key '"
              + path(e)
              + "' is unknown; known are "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.toList())
              + ".",
          e);
    } catch (JsonMappingException e) {
      String key = path(e);
      throw new BadInputException(
          place(where, e) + (key.isEmpty() ? "" : ", key '" + key + "'") + " " + reason(e) + ".",
          e);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          place(where, e) + " is not JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + where, e);
    }
  }

  /** Gives missing keys of objects that are there their values; whether there was one. */
  private static boolean filled(JsonNode root, Map<String, Object> later) {
    boolean filled = false;
    for (Map.Entry<String, Object> entry : later.entrySet()) {
      JsonPointer pointer = JsonPointer.compile(entry.getKey());
      String key = pointer.last().getMatchingProperty();
      if (root.at(pointer.head()) instanceof ObjectNode parent && !parent.has(key)) {
        parent.set(key, MAPPER.valueToTree(entry.getValue()));
        filled = true;
      }
    }
    return filled;
  }

  private static String place(String where, JsonProcessingException e) {
    return e.getLocation() == null ? where : where + ", line " + e.getLocation().getLineNr();
  }

  private static String reason(JsonMappingException e) {
    if (e instanceof InvalidNullException) {
      return "is null";
    }
    String reason = e.getOriginalMessage();
    if (reason.startsWith("Missing ")) {
      return "is missing";
    }
    if (reason.startsWith("Null value ")) {
      return "must not be null";
    }
    // A type that refuses its text says why; Jackson's frame around that names classes.
    boolean told = e.getCause() instanceof BadInputException;
    return "does not fit: " + (told ? e.getCause().getMessage().replaceFirst("\\.$", "") : reason);
  }

  private static String path(JsonMappingException e) {
    List<JsonMappingException.Reference> path = e.getPath();
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }
}
