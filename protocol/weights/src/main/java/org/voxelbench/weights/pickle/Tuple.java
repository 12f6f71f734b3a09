package org.voxelbench.weights.pickle;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A tuple of Python.
 *
 * @param items {@code null} stands for None
 */
public record Tuple(List<Object> items) {

  /** A tuple of these. */
  public static Tuple of(Object... items) {
    return new Tuple(Collections.unmodifiableList(Arrays.asList(items)));
  }
}
