package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a publisher asks of those who want a data set. */
public enum AccessKind {
  /** Nothing: anybody may fetch it. */
  @JsonProperty("open")
  OPEN("open"),
  /** An account. */
  @JsonProperty("registration")
  REGISTRATION("registration"),
  /** An agreement that somebody signs or clicks. */
  @JsonProperty("agreement")
  AGREEMENT("agreement"),
  /** Nobody but its makers can get it. */
  @JsonProperty("nobody")
  NOBODY("nobody");

  private final String word;

  AccessKind(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
