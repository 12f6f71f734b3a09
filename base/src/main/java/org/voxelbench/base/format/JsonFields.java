package org.voxelbench.base.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;

/** Reads typed fields of a JSON object; an error names the file and the key. */
public record JsonFields(String where, JsonNode node) {

  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  public JsonFields object(String key) {
    return new JsonFields(where + "." + key, typed(key, JsonNode::isObject, "an object"));
  }

  public String text(String key) {
    return typed(key, JsonNode::isTextual, "a text").asText();
  }

  public boolean bool(String key) {
    return typed(key, JsonNode::isBoolean, "true or false").asBoolean();
  }

  /** A boolean or null. */
  public Boolean nullableBool(String key) {
    return has(key) ? Boolean.valueOf(bool(key)) : null;
  }

  public double number(String key) {
    return typed(key, JsonNode::isNumber, "a number").asDouble();
  }

  public int integer(String key) {
    return typed(key, JsonFields::isInteger, "an integer").asInt();
  }

  public double[] numbers(String key) {
    return list(key, JsonNode::isNumber, JsonNode::asDouble, "numbers").stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  public List<Integer> integers(String key) {
    return list(key, JsonFields::isInteger, JsonNode::asInt, "integers");
  }

  /** Whether a number is whole and fits an int. */
  public static boolean isInteger(JsonNode node) {
    return node.canConvertToExactIntegral() && node.canConvertToInt();
  }

  public int[] integerArray(String key) {
    return integers(key).stream().mapToInt(Integer::intValue).toArray();
  }

  public List<String> texts(String key) {
    return list(key, JsonNode::isTextual, JsonNode::asText, "texts");
  }

  public List<Boolean> bools(String key) {
    return list(key, JsonNode::isBoolean, JsonNode::asBoolean, "booleans");
  }

  public JsonNode array(String key) {
    return typed(key, JsonNode::isArray, "a list");
  }

  /** Rows of integers; a plain integer stands for a row of that many equal ones. */
  public List<List<Integer>> integerRows(String key, int rowLength) {
    JsonNode rows = array(key);
    return IntStream.range(0, rows.size())
        .mapToObj(
            i ->
                rows.get(i).isInt()
                    ? IntStream.range(0, rowLength).mapToObj(k -> rows.get(i).asInt()).toList()
                    : row(key, rows.get(i), rowLength))
        .toList();
  }

  private List<Integer> row(String key, JsonNode row, int length) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : row) {
      if (isInteger(value)) {
        values.add(value.asInt());
      }
    }
    if (!row.isArray() || row.size() != length || values.size() != length) {
      throw wrong(key, "rows of " + length + " integers");
    }
    return List.copyOf(values);
  }

  private <T> List<T> list(
      String key, Function<JsonNode, Boolean> fits, Function<JsonNode, T> value, String what) {
    JsonNode array = typed(key, JsonNode::isArray, "a list of " + what);
    return IntStream.range(0, array.size())
        .mapToObj(
            i -> {
              if (!fits.apply(array.get(i))) {
                throw wrong(key, "a list of " + what);
              }
              return value.apply(array.get(i));
            })
        .toList();
  }

  private JsonNode typed(String key, Function<JsonNode, Boolean> fits, String what) {
    JsonNode value = node.get(key);
    if (value == null || !fits.apply(value)) {
      throw wrong(key, what);
    }
    return value;
  }

  public BadInputException wrong(String key, String expected) {
    JsonNode value = node.get(key);
    String found = value == null ? "missing" : value.toString();
    return new BadInputException(
        where
            + ": key '"
            + key
            + "' must be "
            + expected
            + ", but is "
            + (found.length() > 80 ? found.substring(0, 80) + "…" : found)
            + ".");
  }
}
