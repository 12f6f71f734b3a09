package org.voxelbench.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of a JSON document by their paths, such as {@code training.length.epochs}. */
public final class JsonLeaves {

  private JsonLeaves() {}

  /** All of them; lists are values. */
  public static SortedMap<String, String> of(JsonNode document) {
    SortedMap<String, String> leaves = new TreeMap<>();
    add("", document, leaves);
    return leaves;
  }

  private static void add(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  add(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      leaves));
    } else {
      leaves.put(path, node.isTextual() ? node.asText() : node.toString());
    }
  }
}
