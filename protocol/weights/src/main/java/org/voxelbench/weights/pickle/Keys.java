package org.voxelbench.weights.pickle;

import java.math.BigInteger;
import java.util.Map;

/**
 * Keys of dictionaries as texts: scalars, and tuples of them.
 *
 * <p>Texts alone are keys that no file can make slow to find.
 */
final class Keys {

  private static final int LONGEST_TUPLE = 1000;

  private Keys() {}

  /** Adds a value to a dictionary that lacks its key. */
  static void put(Map<String, Object> dictionary, Object key, Object value) {
    String text = key instanceof Tuple tuple ? text(tuple) : text(key);
    if (dictionary.containsKey(text)) {
      throw new PickleException("the pickle has the key " + PickleException.shown(text) + " twice");
    }
    dictionary.put(text, value);
  }

  private static String text(Tuple tuple) {
    StringBuilder text = new StringBuilder("(");
    for (Object item : tuple.items()) {
      text.append(text.length() > 1 ? ", " : "").append(text(item));
      if (text.length() > LONGEST_TUPLE) {
        throw new PickleException("the pickle has a tuple of great length as a key");
      }
    }
    return text.append(")").toString();
  }

  private static String text(Object scalar) {
    if (scalar == null) {
      return "None";
    }
    if (scalar instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (scalar instanceof Named named) {
      return named.name();
    }
    if (scalar instanceof String
        || scalar instanceof Long
        || scalar instanceof BigInteger
        || scalar instanceof Double) {
      return scalar.toString();
    }
    throw new PickleException("the pickle has " + Kind.of(scalar) + " as a key of a dictionary");
  }
}
