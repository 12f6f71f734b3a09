package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who reads the values of a program, numbered in the order of their computation.
 *
 * @param ending for each op the values that it is the last to read
 * @param readOnce the values that one op reads, once, and that the program doesn't return
 * @param readAgain the values that are read more than once
 */
record Lifetimes(
    Map<Integer, List<Integer>> ending, Set<Integer> readOnce, Set<Integer> readAgain) {

  /**
   * @param readers for each value the ops that read it, in order
   * @param outputs the values that the program returns
   */
  static Lifetimes of(List<List<Integer>> readers, Set<Integer> outputs) {
    Map<Integer, List<Integer>> ending = new TreeMap<>();
    Set<Integer> once = new HashSet<>();
    Set<Integer> again = new HashSet<>();
    for (int value = 0; value < readers.size(); value++) {
      if (readers.get(value).size() > 1) {
        again.add(value);
      }
      if (!outputs.contains(value)) {
        List<Integer> ops = readers.get(value);
        int last = ops.isEmpty() ? value : ops.get(ops.size() - 1);
        ending.computeIfAbsent(last, op -> new ArrayList<>()).add(value);
        if (ops.size() == 1) {
          once.add(value);
        }
      }
    }
    return new Lifetimes(ending, once, again);
  }

  List<Integer> endingAt(int op) {
    return ending.getOrDefault(op, List.of());
  }
}
