package org.voxelbench.base;

import java.io.UncheckedIOException;

/** A failure whose message says all that a user needs: what, where and what to do. */
public abstract class ExplainedException extends RuntimeException {

  protected ExplainedException(String message) {
    super(message);
  }

  protected ExplainedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether a failure's message says all that a user needs; those of files do. */
  public static boolean isExplained(Throwable failure) {
    return failure instanceof ExplainedException || failure instanceof UncheckedIOException;
  }
}
