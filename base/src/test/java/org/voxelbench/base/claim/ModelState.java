package org.voxelbench.base.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that there is: the claims to one unit, and the processes that want it.
 *
 * @param slots the claims by number
 * @param highest what the highest number ever was, at which a stale look may stop
 * @param answers what each process was answered so far
 * @param inside who has the right: from where it was told so until it gives it back
 * @param dead who died
 * @param doubted who was taken for dead though it lives
 */
record ModelState(
    SortedMap<Integer, Slot> slots,
    int highest,
    List<List<Object>> answers,
    Set<Integer> inside,
    Set<Integer> dead,
    Set<Integer> doubted) {

  /** A claim that stands. */
  record Slot(String nonce, boolean ended) {}

  /** Before anybody has asked. */
  static ModelState begin(int processes, SortedMap<Integer, Slot> slots, int highest) {
    List<List<Object>> answers = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      answers.add(new ArrayList<>());
    }
    return new ModelState(
        slots, highest, answers, new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  ModelState copy() {
    return new ModelState(
        new TreeMap<>(slots),
        highest,
        new ArrayList<>(answers.stream().<List<Object>>map(ArrayList::new).toList()),
        new HashSet<>(inside),
        new HashSet<>(dead),
        new HashSet<>(doubted));
  }
}
