package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a data set is for. */
public enum Role {
  /** For choosing designs and settings. */
  @JsonProperty("dev")
  DEV,
  /** For judging what was chosen. */
  @JsonProperty("test")
  TEST,
  /** For pre-training. */
  @JsonProperty("unlabelled")
  UNLABELLED
}
