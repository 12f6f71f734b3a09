package org.voxelbench.base.format;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * The records that one group of keys may be read as.
 *
 * @param key the key whose word tells which
 * @param records the records by their words
 * @param usual the record where the key is left out
 */
public record Variants(String key, Map<String, Class<?>> records, Class<?> usual) {

  /** The variants of an interface; empty for any other type. */
  public static Optional<Variants> of(Type type) {
    if (!(type instanceof Class<?> group && group.isAnnotationPresent(JsonTypeInfo.class))) {
      return Optional.empty();
    }
    Map<String, Class<?>> records = new TreeMap<>();
    for (JsonSubTypes.Type variant : group.getAnnotation(JsonSubTypes.class).value()) {
      records.put(variant.name(), variant.value());
    }
    JsonTypeInfo info = group.getAnnotation(JsonTypeInfo.class);
    return Optional.of(new Variants(info.property(), records, info.defaultImpl()));
  }

  /**
   * The record that a group of keys asks for.
   *
   * @param where file and path of the group, for the message
   */
  Class<?> chosen(String where, JsonNode group) {
    if (!group.has(key)) {
      return usual;
    }
    String word = group.get(key).asText();
    if (!records.containsKey(word)) {
      throw new BadInputException(
          where
              + key
              + "' must be one of "
              + String.join(", ", records.keySet())
              + ", not '"
              + word
              + "'"
              + Suggestions.hint(word, records.keySet())
              + ".");
    }
    return records.get(word);
  }
}
