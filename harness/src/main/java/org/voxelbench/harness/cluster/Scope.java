package org.voxelbench.harness.cluster;

import java.util.List;
import java.util.Map;

/**
 * What the names in a template stand for.
 *
 * @param texts values by name
 * @param lists by name, what is repeated for each
 */
record Scope(Map<String, String> texts, Map<String, List<Scope>> lists) {

  Scope {
    texts = Map.copyOf(texts);
    lists = Map.copyOf(lists);
  }

  /** One of a list whose members have one value each. */
  static Scope of(String name, String value) {
    return new Scope(Map.of(name, value), Map.of());
  }
}
