package org.voxelbench.datasets;

import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * A data set or file can't be used; the message is one sentence that names file, case and key and
 * says what to do.
 */
public class DatasetException extends BadInputException {

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Data that can't be used for several reasons, a sentence for each. */
  public DatasetException(List<String> sentences) {
    super(sentences);
  }
}
