package org.voxelbench.weights.pickle;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keys of dictionaries and members of sets: scalars and tuples of them, whose hash has no depth.
 */
final class Keys {

  private Keys() {}

  static Object checked(Object value) {
    boolean isKey =
        value instanceof Tuple tuple
            ? tuple.items().stream().allMatch(Keys::isScalar)
            : isScalar(value);
    if (!isKey) {
      throw new PickleException(
          "the pickle has " + Kind.of(value) + " as a key of a dictionary or set");
    }
    return value;
  }

  static Set<Object> set(Collection<?> members) {
    Set<Object> set = new LinkedHashSet<>();
    members.forEach(member -> set.add(checked(member)));
    return set;
  }

  private static boolean isScalar(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof BigInteger
        || value instanceof Named;
  }
}
