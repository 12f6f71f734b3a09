package org.voxelbench.bench;

/** What can be measured by itself. */
enum Group {
  STEP,
  AUGMENT,
  PREPROCESS,
  CACHE,
  CLAIM,
  PREDICT,
  TRAINING,
  CHECKPOINT,
  PEER,
  PRIMUS;

  /** Whether it computes with an engine. */
  boolean needsEngine() {
    return switch (this) {
      case AUGMENT, PREPROCESS, CACHE, CLAIM, PEER, PRIMUS -> false;
      case STEP, PREDICT, TRAINING, CHECKPOINT -> true;
    };
  }
}
