package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.Suggestions;
import org.voxelbench.datasets.DatasetException;

/** Reads cards from YAML, strictly. */
final class CardReader {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

  /** What keys that choose may hold. */
  private static final Map<Class<?>, String> CHOICES =
      Map.of(
          Role.class, "dev, test or unlabelled",
          AccessKind.class, "open, registration, agreement or nobody",
          FileTree.Kind.class, "huggingface or dataverse");

  private CardReader() {}

  /**
   * Reads one card.
   *
   * @param source named in errors
   */
  static DatasetCard read(String source, String text) {
    try {
      if (text.isBlank()) {
        throw new DatasetException("the card is empty.");
      }
      JsonNode card = YAML.readTree(text);
      if (!(card instanceof ObjectNode keys)) {
        throw new DatasetException(
            card.isEmpty() ? "the card is empty." : "the card is no list of keys and values.");
      }
      List<String> mistakes = new ArrayList<>();
      Set<String> noted = new HashSet<>();
      CardFile file = file(keys, mistakes, noted);
      mistakes.addAll(file.mistakes(noted));
      if (!mistakes.isEmpty()) {
        throw new DatasetException(String.join(" ", mistakes));
      }
      return file.card();
    } catch (DatasetException e) {
      throw new DatasetException(source + ": " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new DatasetException(
          source + ": not valid YAML at line " + line + " (" + firstLine(e) + ").", e);
    }
  }

  /** Reads key after key: one that can't be used is noted, and taken for absent. */
  private static CardFile file(ObjectNode keys, List<String> mistakes, Set<String> noted)
      throws JsonProcessingException {
    while (true) {
      try {
        return YAML.treeToValue(keys, CardFile.class);
      } catch (UnrecognizedPropertyException e) {
        mistakes.add(unknown(e));
        remove(keys, e);
      } catch (JsonMappingException e) {
        mistakes.add("key '" + path(e) + "'" + reason(e) + ".");
        noted.add(e.getPath().get(0).getFieldName());
        keys.putNull(e.getPath().get(0).getFieldName());
      }
    }
  }

  private static String reason(JsonMappingException e) {
    if (e instanceof InvalidFormatException wrong && CHOICES.containsKey(wrong.getTargetType())) {
      return " is '" + wrong.getValue() + "', expected " + CHOICES.get(wrong.getTargetType());
    }
    if (e.getCause() instanceof DatasetException mistake) {
      return ": " + mistake.getMessage().replaceFirst("\\.$", "");
    }
    return ": " + firstLine(e);
  }

  private static String unknown(UnrecognizedPropertyException e) {
    List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    return "the key '"
        + e.getPropertyName()
        + "'"
        + Suggestions.hint(e.getPropertyName(), known)
        + " is unknown; known are "
        + String.join(", ", known)
        + ".";
  }

  private static void remove(ObjectNode keys, JsonMappingException e) {
    JsonNode parent = keys;
    for (JsonMappingException.Reference step : e.getPath().subList(0, e.getPath().size() - 1)) {
      parent =
          step.getFieldName() == null
              ? parent.get(step.getIndex())
              : parent.get(step.getFieldName());
    }
    ((ObjectNode) parent).remove(e.getPath().get(e.getPath().size() - 1).getFieldName());
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(name -> name != null)
        .collect(Collectors.joining("."));
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("no message").replace("`", "'");
  }
}
