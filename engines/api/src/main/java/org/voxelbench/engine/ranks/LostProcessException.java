package org.voxelbench.engine.ranks;

import org.voxelbench.base.ExplainedException;

/** Another process of the same training is gone, or doesn't answer. */
public final class LostProcessException extends ExplainedException {

  public LostProcessException(String message, Throwable cause) {
    super(message, cause);
  }
}
