package org.voxelbench.engine;

import org.voxelbench.base.ExplainedException;

/** An engine can't do what was asked; the message is one sentence that says what and what to do. */
public final class EngineException extends ExplainedException {

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
