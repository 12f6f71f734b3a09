package org.voxelbench.base;

/** A failure whose message says all that a user needs: what, where and what to do. */
public abstract class ExplainedException extends RuntimeException {

  protected ExplainedException(String message) {
    super(message);
  }

  protected ExplainedException(String message, Throwable cause) {
    super(message, cause);
  }
}
