package org.voxelbench.harness.console;

/**
 * How long a process that was asked to stop is waited for: 8 s, and as long as it is saving, at
 * most 55 s of the minute that schedulers commonly give.
 *
 * <p>Times are in ms since the request.
 */
public final class StopTimeout {

  /** The least; with what follows a benchmark and its worker processes leave within 10 s. */
  private static final long LEAST_MILLIS = 8_000;

  private static final long MOST_MILLIS = 55_000;

  /** To close and leave, once all is saved. */
  private static final long AFTERWARDS_MILLIS = 1_000;

  private long end = LEAST_MILLIS;

  /**
   * Whether the wait is over.
   *
   * @param millis now
   * @param saving whether the process is saving
   */
  boolean isOver(long millis, boolean saving) {
    if (saving) {
      end = Math.max(end, Math.min(millis + AFTERWARDS_MILLIS, MOST_MILLIS));
    }
    return millis >= end;
  }
}
