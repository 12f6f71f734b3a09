package org.voxelbench.datasets;

import org.voxelbench.base.BadInputException;

/**
 * A data set or file can't be used; the message is one sentence that names file, case and key and
 * says what to do.
 */
public final class DatasetException extends BadInputException {

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
