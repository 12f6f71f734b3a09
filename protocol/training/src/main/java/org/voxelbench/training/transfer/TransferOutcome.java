package org.voxelbench.training.transfer;

/** What became of one weight in a transfer. */
public enum TransferOutcome {
  /** Copied as it was. */
  LOADED,
  /** Copied after a change of its shape. */
  ADAPTED,
  /** Pre-trained, but left out: it does not fit, or the downstream network has no such weight. */
  SKIPPED,
  /** Drawn anew: not to be transferred, or not pre-trained. */
  FRESH
}
