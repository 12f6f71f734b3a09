package org.voxelbench.training.pretext;

import org.voxelbench.base.format.Choice;

/** The plan under which a method is trained on the labelled data sets. */
public enum DownstreamPlan implements Choice {
  /** The plan that nnU-Net makes for each data set. */
  DYNAMIC("own plan", "spacing, patch, batch and network made for each data set"),
  /** The plan of pre-training: its spacing, patch and architecture. */
  FIXED("fixed plan", "spacing, patch and network of pre-training"),
  /** The plan of pre-training but for its spacing: every case stays at its own. */
  NO_RESAMPLING(
      "no resampling", "patch and network of pre-training, every case at its own spacing"),
  /** The plan that a checkpoint states. */
  CHECKPOINT("plan of the checkpoint", "spacing, patch and network that the checkpoint states");

  private final String title;
  private final String meaning;

  DownstreamPlan(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** What follows a method's name in tables where it is not the method's own. */
  public String title() {
    return title;
  }

  /** What it is, in a few words. */
  public String meaning() {
    return meaning;
  }
}
