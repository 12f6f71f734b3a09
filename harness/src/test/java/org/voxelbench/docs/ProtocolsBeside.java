package org.voxelbench.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.voxelbench.training.protocol.Protocols;

/**
 * Shipped protocols side by side, as Markdown: a row for each key or entry, read from the files.
 *
 * @param names the protocols, a column each
 */
record ProtocolsBeside(List<String> names) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String ABSENT = "";

  /** What isn't a setting of runs. */
  private static final Set<String> WORDS = Set.of("name", "title", "claims");

  /** A table of what differs, and one of what is the same in all. */
  String tables() {
    Map<String, List<String>> rows = rows();
    return table("key", names, rows, false)
        + "\nThe same in all of them:\n\n"
        + table("key", List.of("value"), rows, true);
  }

  private static String table(
      String first, List<String> columns, Map<String, List<String>> rows, boolean same) {
    StringBuilder table = new StringBuilder();
    table.append(line(first, columns)).append("| --- |").append(" --- |".repeat(columns.size()));
    table.append('\n');
    rows.forEach(
        (key, values) -> {
          if (values.stream().distinct().count() == 1 == same) {
            table.append(line('`' + key + '`', values.subList(0, columns.size())));
          }
        });
    return table.toString();
  }

  private static String line(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |\n";
  }

  /** Values of all protocols by key, in the order of the files. */
  private Map<String, List<String>> rows() {
    List<Map<String, String>> columns = names.stream().map(ProtocolsBeside::column).toList();
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Map<String, String> column : columns) {
      for (String key : column.keySet()) {
        rows.put(key, columns.stream().map(c -> c.getOrDefault(key, ABSENT)).toList());
      }
    }
    return rows;
  }

  private static Map<String, String> column(String protocol) {
    Map<String, String> column = new LinkedHashMap<>();
    try {
      JsonNode file = YAML.readTree(Protocols.shippedText(protocol));
      file.fields()
          .forEachRemaining(
              field -> {
                if (!WORDS.contains(field.getKey())) {
                  collect(field.getKey(), field.getValue(), column);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return column;
  }

  private static void collect(String key, JsonNode value, Map<String, String> column) {
    if (key.equals("datasets")) {
      datasets(value, column);
    } else if (value.isArray() && value.get(0).isObject()) {
      value.forEach(entry -> column.put(key + ": " + label(entry), entry(entry)));
    } else if (value.isObject() && value.size() > 1 && !key.contains("length")) {
      value.fields().forEachRemaining(f -> collect(key + "." + f.getKey(), f.getValue(), column));
    } else {
      column.put(key, words(value));
    }
  }

  /** Names in one row, and a row for each key that says something of them. */
  private static void datasets(JsonNode entries, Map<String, String> column) {
    column.put("datasets", names(entries));
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    for (JsonNode entry : entries) {
      entry
          .fields()
          .forEachRemaining(
              field ->
                  keys.computeIfAbsent(field.getKey(), key -> new LinkedHashSet<>())
                      .add(words(field.getValue())));
    }
    keys.remove("name");
    keys.forEach((key, values) -> column.put("datasets." + key, String.join("; ", values)));
  }

  private static String names(JsonNode entries) {
    List<String> names = new ArrayList<>();
    entries.forEach(entry -> names.add(entry.get("name").asText()));
    return names.size() + ": " + String.join(", ", names);
  }

  private static String label(JsonNode entry) {
    return entry.has("label")
        ? entry.get("label").asText()
        : entry.path("id").asText(entry.path("name").asText());
  }

  /** What an entry says beside its name; a tick if that is all. */
  private static String entry(JsonNode entry) {
    List<String> parts = new ArrayList<>();
    entry
        .fields()
        .forEachRemaining(
            field -> {
              if (!Set.of("id", "name", "label").contains(field.getKey())) {
                parts.add(
                    field.getKey().equals("settings")
                        ? words(field.getValue())
                        : field.getKey() + ": " + words(field.getValue()));
              }
            });
    return parts.isEmpty() ? "yes" : String.join("; ", parts);
  }

  private static String words(JsonNode value) {
    if (value.isObject()) {
      List<String> parts = new ArrayList<>();
      value.fields().forEachRemaining(f -> parts.add(f.getKey() + " " + words(f.getValue())));
      return String.join(", ", parts);
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(ProtocolsBeside::words)
          .collect(Collectors.joining(", "));
    }
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText().replace("|", "\\|");
  }
}
