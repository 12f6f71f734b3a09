package org.voxelbench.weights.pickle;

/**
 * A pickle that is not read; the message is what is wrong with it, for a sentence that begins with
 * the file.
 */
public final class PickleException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int LONGEST_NAME = 80;

  public PickleException(String message) {
    super(message);
  }

  /** A text of the pickle, shortened and without control characters, as a sentence can hold it. */
  public static String shown(String text) {
    String part = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    return part.replaceAll("\\p{Cntrl}", "?");
  }
}
