package org.voxelbench.weights.pickle;

import java.util.List;

/**
 * What a pickle gives to a global, by place and with its type checked.
 *
 * @param of the global's name, for messages
 * @param values {@code null} stands for None
 */
public record Arguments(String of, List<Object> values) {

  /** As many as PyTorch and NumPy have at most. */
  private static final int MOST_AXES = 64;

  /** How many there are. */
  public int size() {
    return values.size();
  }

  /** One of them, which is there and has that type. */
  public <T> T get(int place, Class<T> type) {
    if (place >= values.size() || !type.isInstance(values.get(place))) {
      throw wrong(
          place, Kind.of(type), place >= values.size() ? "nothing" : Kind.of(values.get(place)));
    }
    return type.cast(values.get(place));
  }

  /** A whole number. */
  public long whole(int place) {
    return get(place, Long.class);
  }

  /** The whole numbers of a tuple or list, one for each axis of a tensor. */
  public List<Long> axes(int place) {
    Object value = place < values.size() ? values.get(place) : null;
    List<?> items = value instanceof Tuple tuple ? tuple.items() : (List<?>) get(place, List.class);
    if (items.size() > MOST_AXES) {
      throw new PickleException(
          "the pickle has a tensor of " + items.size() + " axes, more than " + MOST_AXES);
    }
    for (Object item : items) {
      if (!(item instanceof Long)) {
        throw wrong(place, "whole numbers", Kind.of(item));
      }
    }
    return items.stream().map(Long.class::cast).toList();
  }

  private PickleException wrong(int place, String expected, String found) {
    return new PickleException(
        "the pickle gives "
            + of
            + " "
            + found
            + " as argument "
            + (place + 1)
            + " instead of "
            + expected);
  }
}
