package org.voxelbench.harness;

/**
 * How long a process that was asked to stop is waited for: 9 s, and as long as it is saving, at
 * most 55 s, which leaves the minute that schedulers commonly give.
 *
 * <p>Times are in ms since the request.
 */
final class Patience {

  /** The least, below the 10 s that a process promises where saving takes no longer. */
  private static final long LEAST_MILLIS = 9_000;

  private static final long MOST_MILLIS = 55_000;

  /** To close and leave, once all is saved. */
  private static final long AFTERWARDS_MILLIS = 2_000;

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
