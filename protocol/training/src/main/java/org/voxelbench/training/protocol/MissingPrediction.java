package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** What a case without a prediction scores. */
public enum MissingPrediction implements Choice {
  /** 0, and it is named. */
  ZERO
}
