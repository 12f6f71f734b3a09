package org.voxelbench.weights.pickle;

import java.util.List;

/** Shapes that a pickle claims, checked before memory is taken. */
public final class ClaimedShape {

  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  private ClaimedShape() {}

  /**
   * The shape in numbers that an array can have.
   *
   * @param what what has the shape, as the beginning of a sentence
   */
  public static List<Integer> checked(String what, List<Long> shape) {
    for (long axis : shape) {
      if (axis < 0 || axis > MOST_VALUES) {
        throw new PickleException(what + " has an axis of " + axis + " values");
      }
    }
    List<Integer> sizes = shape.stream().map(Math::toIntExact).toList();
    count(what, sizes);
    return sizes;
  }

  /** How many values a shape holds. */
  public static long count(String what, List<Integer> sizes) {
    if (sizes.contains(0)) {
      return 0;
    }
    long count = 1;
    for (int axis : sizes) {
      count *= axis;
      if (count > MOST_VALUES) {
        throw new PickleException(what + " has more values than a Java array can hold");
      }
    }
    return count;
  }
}
