package org.voxelbench.weights.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values that wait for the opcode that uses them, with marks between. */
final class PickleStack {

  private final List<Object> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  void push(Object value) {
    values.add(value);
  }

  void mark() {
    marks.add(values.size());
  }

  Object top() {
    need(1);
    return values.get(values.size() - 1);
  }

  Object pop() {
    need(1);
    return values.remove(values.size() - 1);
  }

  /** The topmost values, lowest first. */
  List<Object> pop(int count) {
    need(count);
    return cut(values.size() - count);
  }

  /** The values above the topmost mark, which goes too. */
  List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw new PickleException("the pickle ends a list of values that it never began");
    }
    return cut(marks.remove(marks.size() - 1));
  }

  private List<Object> cut(int from) {
    List<Object> tail = values.subList(from, values.size());
    List<Object> copy = Collections.unmodifiableList(new ArrayList<>(tail));
    tail.clear();
    return copy;
  }

  /** Whether nothing is left. */
  boolean isEmpty() {
    return values.isEmpty() && marks.isEmpty();
  }

  private void need(int count) {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    if (values.size() - floor < count) {
      throw new PickleException("the pickle uses a value that it never gave");
    }
  }
}
