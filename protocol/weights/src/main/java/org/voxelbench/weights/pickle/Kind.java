package org.voxelbench.weights.pickle;

import java.util.List;
import java.util.Map;

/** What a value of a pickle is, in a word or two of a sentence. */
final class Kind {

  private Kind() {}

  static String of(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Global global) {
      return global.name();
    }
    if (value instanceof Named named) {
      return named.name();
    }
    return value instanceof DataRecord data ? "a " + data.type() : of(value.getClass());
  }

  static String of(Class<?> type) {
    if (Map.class.isAssignableFrom(type)) {
      return "a dictionary";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == Tuple.class) {
      return "a tuple";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class) {
      return "a boolean";
    }
    if (type == Double.class) {
      return "a float";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    return type == byte[].class ? "bytes" : "a " + type.getSimpleName();
  }
}
