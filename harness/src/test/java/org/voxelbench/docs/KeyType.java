package org.voxelbench.docs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxelbench.results.TrainingCases;

/**
 * What a key takes.
 *
 * @param words for people, as Markdown
 * @param schema for editors: a JSON Schema without a description
 */
record KeyType(String words, ObjectNode schema) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A number, text or truth value; of a method, also texts. */
  static KeyType scalar(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return named("whole number", "integer");
    }
    if (type == double.class || type == Double.class) {
      return named("number", "number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return named("`true` or `false`", "boolean");
    }
    if (type == String.class) {
      return named("text", "string");
    }
    if (type == List.class) {
      return list(named("text", "string"));
    }
    if (type == Map.class) {
      return texts();
    }
    throw new IllegalStateException("a key of type " + type.getName() + " can't be described yet");
  }

  private static KeyType named(String words, String type) {
    return new KeyType(words, JSON.objectNode().put("type", type));
  }

  /** A text for each of some texts. */
  private static KeyType texts() {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.putObject("additionalProperties").put("type", "string");
    return new KeyType("map: text to text", schema);
  }

  /** One of some words. */
  static KeyType choice(List<String> words) {
    ObjectNode schema = JSON.objectNode();
    words.forEach(schema.putArray("enum")::add);
    return new KeyType(
        words.stream().map(word -> '`' + word + '`').collect(Collectors.joining(", ")), schema);
  }

  /** A number of training cases. */
  static KeyType trainingCases() {
    ObjectNode schema = JSON.objectNode();
    ArrayNode either = schema.putArray("anyOf");
    either.addObject().put("type", "integer").put("minimum", 1);
    either.addObject().putArray("enum").add(TrainingCases.ALL.text());
    return new KeyType("whole number or `" + TrainingCases.ALL + '`', schema);
  }

  /** One entry, or a list of them. */
  static KeyType oneOrList(KeyType entry) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("anyOf").add(entry.schema).add(list(entry).schema);
    return new KeyType(entry.words + ", or a list of them", schema);
  }

  /** One of two types. */
  static KeyType either(KeyType one, KeyType other) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("anyOf").add(one.schema).add(other.schema);
    return new KeyType(one.words + " or " + other.words, schema);
  }

  /** Any number of entries of one type. */
  static KeyType list(KeyType entry) {
    ObjectNode schema = JSON.objectNode().put("type", "array");
    schema.set("items", entry.schema);
    return new KeyType("list: " + entry.words, schema);
  }

  /** A group of keys. */
  static KeyType group(KeyGroup group) {
    return new KeyType("[keys](#" + group.anchor() + ")", group.schema());
  }

  /** One of some groups. */
  static KeyType variants(List<KeyGroup> groups) {
    ObjectNode schema = JSON.objectNode();
    groups.forEach(group -> schema.withArray("anyOf").add(group.schema()));
    return new KeyType(
        groups.stream()
            .map(group -> "[" + group.heading() + "](#" + group.anchor() + ")")
            .collect(Collectors.joining(" or ")),
        schema);
  }

  /** A group whose keys depend on the method. */
  static KeyType settings() {
    return new KeyType(
        "[keys of the method](#settings-of-the-methods)", JSON.objectNode().put("type", "object"));
  }
}
