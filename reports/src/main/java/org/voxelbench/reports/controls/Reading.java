package org.voxelbench.reports.controls;

/** What controls say of a protocol. */
public enum Reading {
  /** There are no controls. */
  NONE,
  /** There are controls, but not both sides of the comparison have a complete result. */
  UNKNOWN,
  /** A good start is told from a bad one. */
  TELLS,
  /** The interval of the good start's lead over the bad one does not lie above 0. */
  BLIND,
  /** A start that has learnt nothing of use is ahead of training from scratch. */
  NEGATIVE_AHEAD;

  /** Whether ranks can be read, as far as is known. */
  public boolean readable() {
    return this != BLIND && this != NEGATIVE_AHEAD;
  }
}
