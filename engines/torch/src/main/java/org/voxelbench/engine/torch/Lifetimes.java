package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which values of a program, numbered in the order of their computation, no later op reads.
 *
 * @param ending for each op the values that it is the last to read
 */
record Lifetimes(Map<Integer, List<Integer>> ending) {

  /** Every value lives until the program has returned. */
  static final Lifetimes UNLIMITED = new Lifetimes(Map.of());

  /**
   * @param lastReaders for each value the op that read it last; its own if none did
   * @param outputs the values that the program returns
   */
  static Lifetimes of(List<Integer> lastReaders, Set<Integer> outputs) {
    Map<Integer, List<Integer>> ending = new TreeMap<>();
    for (int value = 0; value < lastReaders.size(); value++) {
      if (!outputs.contains(value)) {
        ending.computeIfAbsent(lastReaders.get(value), op -> new ArrayList<>()).add(value);
      }
    }
    return new Lifetimes(ending);
  }

  List<Integer> endingAt(int op) {
    return ending.getOrDefault(op, List.of());
  }
}
