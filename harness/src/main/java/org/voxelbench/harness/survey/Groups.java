package org.voxelbench.harness.survey;

import java.util.HashMap;
import java.util.Map;

/** Cases that are joined in pairs, and so in groups. */
final class Groups {

  private final Map<CaseKey, CaseKey> before = new HashMap<>();

  /** Joins the groups of two cases; the first one's leads. */
  void join(CaseKey first, CaseKey second) {
    CaseKey leader = first(first);
    CaseKey other = first(second);
    if (!leader.equals(other)) {
      before.put(other, leader);
    }
  }

  /** The case that leads a case's group: itself if it was never joined. */
  CaseKey first(CaseKey key) {
    CaseKey at = key;
    while (before.containsKey(at)) {
      at = before.get(at);
    }
    return at;
  }
}
