package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the eight ways to mirror a volume along its axes.
 *
 * @param axes a bit for each mirrored axis: 1 right, 2 anterior, 4 superior
 */
record Mirror(int axes) {

  static final Mirror NONE = new Mirror(0);

  /** All of them, none first. */
  static final List<Mirror> ALL = IntStream.range(0, 8).mapToObj(Mirror::new).toList();

  private static final List<String> WORDS =
      List.of("left to right", "front to back", "top to bottom");

  /** Where a box of a signature goes. */
  int place(int box) {
    int edge = Signature.EDGE;
    int[] at = {box % edge, box / edge % edge, box / edge / edge};
    for (int axis = 0; axis < 3; axis++) {
      at[axis] = (axes >> axis & 1) == 1 ? edge - 1 - at[axis] : at[axis];
    }
    return (at[2] * edge + at[1]) * edge + at[0];
  }

  /** How it mirrors, such as {@code left to right}; by the axes that the header states. */
  String words() {
    List<String> words = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      if ((axes >> axis & 1) == 1) {
        words.add(WORDS.get(axis));
      }
    }
    return String.join(" and ", words);
  }
}
