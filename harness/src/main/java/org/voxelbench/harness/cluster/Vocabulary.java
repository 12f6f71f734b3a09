package org.voxelbench.harness.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names that a template may hold, whatever a benchmark's values are. */
final class Vocabulary {

  /** Known everywhere. */
  static final Set<String> BENCHMARK =
      Set.of(
          "out",
          "folder",
          "data",
          "voxelbench",
          "container",
          "mark",
          "protocol",
          "account",
          "qos",
          "width");

  /** Known in the part of a group, and in a file of its own. */
  static final Set<String> GROUP =
      Set.of(
          "group",
          "number",
          "parallel",
          "seconds",
          "kind",
          "condition",
          "partition",
          "gres",
          "gpus",
          "cpus",
          "memory",
          "heap",
          "minutes",
          "time",
          "count",
          "last");

  static final String GROUPS = "groups";

  /** What is repeated, with the names that are known in it. */
  private static final Map<String, Set<String>> LISTS =
      new TreeMap<>(
          Map.of(
              GROUPS,
              GROUP,
              "jobs",
              Set.of("job", "index", "title"),
              "needs",
              Set.of("need"),
              "modules",
              Set.of("module"),
              "environment",
              Set.of("key", "value"),
              "extra",
              Set.of("line")));

  private static final Set<String> OF_A_GROUP = Set.of("jobs", "needs");

  private Vocabulary() {}

  /** Whether a name stands for a list. */
  static boolean isList(String name) {
    return LISTS.containsKey(name);
  }

  /**
   * The names that are known inside lists.
   *
   * @param inside names of those lists, the outermost first
   */
  static Set<String> known(Iterable<String> inside) {
    Set<String> known = new TreeSet<>(BENCHMARK);
    known.addAll(LISTS.keySet());
    known.removeAll(OF_A_GROUP);
    for (String list : inside) {
      known.addAll(LISTS.getOrDefault(list, Set.of()));
      if (list.equals(GROUPS)) {
        known.addAll(OF_A_GROUP);
        known.remove(GROUPS);
      }
    }
    return known;
  }
}
