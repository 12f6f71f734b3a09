package org.voxelbench.base.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * Reads YAML into records; whatever the record does not expect is refused with one sentence that
 * names the key.
 */
public final class StrictYaml {

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder(YAMLFactory.builder().build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build()
          .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

  private static final ObjectMapper WRITER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
                  .build())
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private StrictYaml() {}

  /** A record as a document, without the keys that are null. */
  public static String text(Record document) {
    try {
      return WRITER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a protocol can't be written as YAML", e);
    }
  }

  /** Reads a whole document. */
  public static <T> T read(String origin, String yaml, Class<T> type) {
    try {
      JsonNode document = MAPPER.readTree(yaml);
      if (!document.isObject()) {
        throw new BadInputException(
            origin + " holds no keys; see the shipped protocols for an example.");
      }
      KeyCheck.check(origin, document, type);
      return MAPPER.readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new BadInputException(origin + ": " + sentence(e), e);
    }
  }

  /**
   * Overrides some components of a record.
   *
   * @param origin what to name in an error
   */
  public static <T extends Record> T override(
      String origin, T defaults, Map<String, Object> changes) {
    Map<String, Object> merged =
        MAPPER.convertValue(defaults, new TypeReference<TreeMap<String, Object>>() {});
    for (Map.Entry<String, Object> change : changes.entrySet()) {
      if (!merged.containsKey(change.getKey())) {
        throw new BadInputException(
            origin
                + ": unknown key '"
                + change.getKey()
                + "'"
                + Suggestions.hint(change.getKey(), merged.keySet())
                + "; known keys: "
                + known(merged.keySet())
                + ".");
      }
      merged.put(change.getKey(), change.getValue());
    }
    try {
      @SuppressWarnings("unchecked")
      T changed = (T) MAPPER.convertValue(merged, defaults.getClass());
      return changed;
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof JsonProcessingException cause) {
        throw new BadInputException(origin + ": " + sentence(cause), e);
      }
      throw e;
    }
  }

  private static String sentence(JsonProcessingException e) {
    String at =
        e.getLocation() == null || e.getLocation().getLineNr() < 1
            ? ""
            : " (line " + e.getLocation().getLineNr() + ")";
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof BadInputException refused) {
      return refused.getMessage();
    }
    if (e instanceof MismatchedInputException mismatch) {
      String kind =
          mismatch.getTargetType() == null ? "another kind" : expected(mismatch.getTargetType());
      return mismatch.getOriginalMessage().startsWith("Cannot map `null`")
          ? "'" + path(mismatch) + "' is missing" + at + "; give it " + kind + "."
          : "'" + path(mismatch) + "'" + at + " must be " + kind + instead(mismatch) + ".";
    }
    return "not valid YAML" + at + ": " + e.getOriginalMessage().replaceAll("\\s+", " ") + ".";
  }

  private static String expected(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type.isEnum()) {
      return "one of " + String.join(", ", words(type));
    }
    if (type == Object.class) {
      return "a value";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a group of keys";
  }

  /** What was given in place of one of an enum's words. */
  private static String instead(MismatchedInputException e) {
    return e instanceof InvalidFormatException wrong && e.getTargetType().isEnum()
        ? ", not '"
            + wrong.getValue()
            + "'"
            + Suggestions.hint(String.valueOf(wrong.getValue()), words(e.getTargetType()))
        : "";
  }

  private static List<String> words(Class<?> choices) {
    return Stream.of(choices.getEnumConstants())
        .map(constant -> constant instanceof Choice choice ? choice.word() : constant.toString())
        .toList();
  }

  private static String known(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
