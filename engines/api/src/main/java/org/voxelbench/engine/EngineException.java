package org.voxelbench.engine;

/** An engine can't do what was asked; the message is one sentence that says what and what to do. */
public final class EngineException extends RuntimeException {

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
