package org.voxelbench.training.loop;

import org.voxelbench.base.ExplainedException;

/** A run that stopped because it was asked to; all it had done is saved. */
public final class InterruptedRunException extends ExplainedException {

  /** Stopped by a request. */
  public InterruptedRunException(String by) {
    super("stopped by " + by + "; what is done is saved, start again to continue.");
  }
}
