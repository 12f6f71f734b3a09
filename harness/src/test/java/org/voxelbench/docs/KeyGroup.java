package org.voxelbench.docs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keys that stand together in a protocol file.
 *
 * @param heading where they stand
 * @param summary what they are about
 * @param keys in their order
 */
record KeyGroup(String heading, String summary, List<Key> keys) {

  /** Where links to its heading lead. */
  String anchor() {
    return MarkdownPage.anchor(heading);
  }

  /** Heading, summary and table, as Markdown. */
  String section() {
    String table =
        keys.isEmpty()
            ? ""
            : "\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n"
                + keys.stream().map(Key::row).collect(Collectors.joining());
    return "### " + heading + "\n\n" + summary + "\n" + table;
  }

  /** The group as JSON Schema, which knows no other keys. */
  ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    keys.forEach(key -> properties.set(key.name(), key.schema()));
    List<String> required =
        keys.stream().filter(key -> key.otherwise().isEmpty()).map(Key::name).toList();
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return schema.put("additionalProperties", false);
  }
}
