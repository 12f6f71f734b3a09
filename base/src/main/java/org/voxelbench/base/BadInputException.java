package org.voxelbench.base;

/**
 * What a user gave can't be used; the message is one sentence that names file, case and key, and
 * says what was expected and what to do.
 */
public class BadInputException extends ExplainedException {

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
