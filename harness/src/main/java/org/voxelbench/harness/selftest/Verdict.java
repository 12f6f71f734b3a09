package org.voxelbench.harness.selftest;

/** How a check ended. */
enum Verdict {
  PASSED("ok"),
  FAILED("WRONG"),
  /** Not done, for a reason that the result states. */
  LEFT_OUT("left out");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** For people. */
  String word() {
    return word;
  }
}
