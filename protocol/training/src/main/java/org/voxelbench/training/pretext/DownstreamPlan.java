package org.voxelbench.training.pretext;

import org.voxelbench.base.format.Choice;

/** The plan under which a method is trained on the labelled data sets. */
public enum DownstreamPlan implements Choice {
  /** The plan that nnU-Net makes for each data set. */
  DYNAMIC,
  /** The plan of pre-training: its spacing, patch and architecture. */
  FIXED
}
