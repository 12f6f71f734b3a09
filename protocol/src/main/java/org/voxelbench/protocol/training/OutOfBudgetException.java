package org.voxelbench.protocol.training;

/** A run that used more than its budget. */
public final class OutOfBudgetException extends RuntimeException {

  /** Ended for that reason, in one sentence. */
  public OutOfBudgetException(String reason) {
    super(reason);
  }
}
