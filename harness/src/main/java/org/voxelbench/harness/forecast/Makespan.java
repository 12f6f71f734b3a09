package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long jobs take on several slots, each of which takes the first that can begin. */
final class Makespan {

  /**
   * A job.
   *
   * @param id its id
   * @param start id of the job that it waits for, if that is among them
   * @param seconds what it takes
   */
  record Timed(String id, Optional<String> start, double seconds) {}

  private Makespan() {}

  /**
   * Seconds until all are done.
   *
   * @param jobs in their order, each after the one that it waits for
   * @param slots how many run side by side
   */
  static double seconds(List<Timed> jobs, int slots) {
    double[] free = new double[slots];
    Map<String, Double> ends = new HashMap<>();
    List<Timed> waiting = new ArrayList<>(jobs);
    List<String> all = jobs.stream().map(Timed::id).toList();
    while (!waiting.isEmpty()) {
      int slot = earliest(free);
      Optional<Timed> ready = take(waiting, all, ends, free[slot]);
      if (ready.isPresent()) {
        free[slot] += ready.get().seconds();
        ends.put(ready.get().id(), free[slot]);
      } else {
        double now = free[slot];
        free[slot] =
            ends.values().stream().filter(end -> end > now).min(Double::compare).orElseThrow();
      }
    }
    return Arrays.stream(free).max().orElse(0);
  }

  private static int earliest(double[] free) {
    int earliest = 0;
    for (int slot = 1; slot < free.length; slot++) {
      if (free[slot] < free[earliest]) {
        earliest = slot;
      }
    }
    return earliest;
  }

  private static Optional<Timed> take(
      List<Timed> waiting, List<String> all, Map<String, Double> ends, double now) {
    for (Iterator<Timed> each = waiting.iterator(); each.hasNext(); ) {
      Timed job = each.next();
      boolean ready =
          job.start()
              .filter(all::contains)
              .map(start -> ends.getOrDefault(start, Double.POSITIVE_INFINITY) <= now)
              .orElse(true);
      if (ready) {
        each.remove();
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }
}
