package org.voxelbench.base;

import java.util.List;

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

  /** What was given can't be used for several reasons, a sentence for each. */
  public BadInputException(List<String> sentences) {
    super(sentences);
  }
}
