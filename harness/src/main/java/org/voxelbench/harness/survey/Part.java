package org.voxelbench.harness.survey;

/** Where a case belongs. */
public enum Part {
  /** To the data set's training cases. */
  TRAINING("training"),
  /** To its test cases. */
  TEST("test"),
  /** To another data set, which it is compared with. */
  OTHER("other set");

  private final String word;

  Part(String word) {
    this.word = word;
  }

  /** The word for it in tables. */
  public String word() {
    return word;
  }
}
