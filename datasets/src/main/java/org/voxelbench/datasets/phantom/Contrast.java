package org.voxelbench.datasets.phantom;

/** A kind of MR image, in the order of {@link Tissue}'s brightness. */
enum Contrast {
  T1("T1"),
  T1_CONTRAST("T1c"),
  T2("T2"),
  FLAIR("FLAIR");

  private final String channel;

  Contrast(String channel) {
    this.channel = channel;
  }

  /** The name of a channel of this contrast in dataset.json. */
  String channel() {
    return channel;
  }
}
