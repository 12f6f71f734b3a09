package org.voxelbench.harness.console;

/** What a failure says, as one line for people, whatever the file that it quotes holds. */
public final class OneLine {

  private static final int LONGEST = 2000;

  private OneLine() {}

  /** The message in one line without control characters, shortened in its middle if it is long. */
  public static String of(Throwable failure) {
    return of(failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }

  /** A sentence in one line without control characters, shortened in its middle if it is long. */
  public static String of(String message) {
    String line = message.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ");
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST / 2) + " … " + line.substring(line.length() - LONGEST / 2);
  }
}
