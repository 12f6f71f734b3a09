package org.voxelbench.harness.selftest;

import java.util.function.LongSupplier;

/**
 * A time by which something must have ended.
 *
 * @param nanos on the clock
 * @param clock counts nanoseconds and can't go back
 */
record Deadline(long nanos, LongSupplier clock) {

  /** The deadline after so many seconds from now. */
  static Deadline in(double seconds, LongSupplier clock) {
    return new Deadline(clock.getAsLong() + (long) (seconds * 1e9), clock);
  }

  /** The deadline after a share of the time that is left. */
  Deadline share(double share) {
    return in(Math.max(0, secondsLeft()) * share, clock);
  }

  double secondsLeft() {
    return (nanos - clock.getAsLong()) * 1e-9;
  }

  boolean passed() {
    return secondsLeft() <= 0;
  }
}
