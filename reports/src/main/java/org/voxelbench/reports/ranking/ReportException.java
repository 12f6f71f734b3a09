package org.voxelbench.reports.ranking;

import org.voxelbench.base.BadInputException;

/**
 * No report can be made of these rows; the message is one sentence that says which rows differ in
 * what, and what to do.
 */
public final class ReportException extends BadInputException {

  public ReportException(String message) {
    super(message);
  }
}
