package org.voxelbench.training.pretext;

/** The plan under which a method is trained on the labelled data sets. */
public enum DownstreamPlan {
  /** The plan that nnU-Net makes for each data set. */
  DYNAMIC,
  /** The plan of pre-training: its spacing, patch and architecture. */
  FIXED
}
