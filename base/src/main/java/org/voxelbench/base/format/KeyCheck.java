package org.voxelbench.base.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/** Compares the keys of a document with the components of a record, all the way down. */
final class KeyCheck {

  private KeyCheck() {}

  /**
   * Refuses keys that the record does not have.
   *
   * @param origin the file, for the message
   */
  static void check(String origin, JsonNode node, Type type) {
    check(origin, "", node, type);
  }

  private static void check(String origin, String path, JsonNode node, Type type) {
    Optional<Variants> variants = Variants.of(type);
    if (variants.isPresent() && node.isObject()) {
      Class<?> chosen = variants.get().chosen(origin + ": '" + path + ".", node);
      Map<String, Type> known = components(chosen);
      known.put(variants.get().key(), String.class);
      checkKeys(origin, path, node, known);
    } else if (type instanceof Class<?> record && record.isRecord() && node.isObject()) {
      checkKeys(origin, path, node, components(record));
    } else if (type instanceof ParameterizedType list && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(origin, path + "[" + i + "]", node.get(i), list.getActualTypeArguments()[0]);
      }
    }
  }

  private static Map<String, Type> components(Class<?> record) {
    Map<String, Type> known = new TreeMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      known.put(component.getName(), component.getGenericType());
    }
    return known;
  }

  private static void checkKeys(
      String origin, String path, JsonNode node, Map<String, Type> known) {
    Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (!known.containsKey(field.getKey())) {
        throw new BadInputException(
            origin
                + ": unknown key '"
                + key
                + "'"
                + Suggestions.hint(field.getKey(), known.keySet())
                + "; known keys: "
                + String.join(", ", known.keySet())
                + ".");
      }
      check(origin, key, field.getValue(), known.get(field.getKey()));
    }
  }
}
