package org.voxelbench.training.loop;

import org.voxelbench.base.ExplainedException;

/** A run that used more than its budget. */
public final class OutOfBudgetException extends ExplainedException {

  /** Ended for that reason, in one sentence. */
  public OutOfBudgetException(String reason) {
    super(reason);
  }
}
