package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** Which images of a data set, beside a fold's own validation cases, its runs are evaluated on. */
public enum EvaluatedImages implements Choice {
  /** The test split of the data set's publisher, whose label maps lie in {@code labelsTs}. */
  IMAGES_TS;

  @Override
  public String word() {
    return "imagesTs";
  }
}
