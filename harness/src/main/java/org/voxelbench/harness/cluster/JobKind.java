package org.voxelbench.harness.cluster;

import org.voxelbench.base.format.Choice;

/** What the jobs of a group do. */
enum JobKind implements Choice {
  PREPARE,
  PRETRAINING,
  TRAINING,
  REPORT;

  /** Whether it uses a card where there is one. */
  boolean trains() {
    return this == PRETRAINING || this == TRAINING;
  }
}
