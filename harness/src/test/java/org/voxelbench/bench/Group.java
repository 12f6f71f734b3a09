package org.voxelbench.bench;

/** What can be measured by itself. */
enum Group {
  STEP,
  AUGMENT,
  PREPROCESS,
  CACHE,
  PREDICT,
  TRAINING,
  CHECKPOINT,
  PEER;

  /** Whether it computes with an engine. */
  boolean needsEngine() {
    return this != AUGMENT && this != PREPROCESS && this != CACHE && this != PEER;
  }
}
