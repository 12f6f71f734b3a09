package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
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
      CardFile file = YAML.readValue(text, CardFile.class);
      if (file == null) {
        throw new DatasetException("the card is empty.");
      }
      return file.card();
    } catch (DatasetException e) {
      throw new DatasetException(source + ": " + e.getMessage(), e);
    } catch (UnrecognizedPropertyException e) {
      List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      throw new DatasetException(
          source
              + ": the key '"
              + e.getPropertyName()
              + "'"
              + Suggestions.hint(e.getPropertyName(), known)
              + " is unknown; known are "
              + String.join(", ", known)
              + ".",
          e);
    } catch (JsonMappingException e) {
      throw new DatasetException(source + ": key '" + path(e) + "': " + firstLine(e) + ".", e);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new DatasetException(
          source + ": not valid YAML at line " + line + " (" + firstLine(e) + ").", e);
    }
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
