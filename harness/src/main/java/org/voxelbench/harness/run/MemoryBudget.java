package org.voxelbench.harness.run;

import java.util.function.LongSupplier;
import org.voxelbench.harness.console.ProcessMemory;

/**
 * Whether the host's memory allows one more run beside those that are at work.
 *
 * <p>A run needs what the largest that has ended took. Until one has ended, each is given time to
 * grow, and then what the largest at work holds, with something to spare, stands for it.
 */
final class MemoryBudget {

  private static final long GROWS_NANOS = 60_000_000_000L;
  private static final double TO_SPARE = 1.25;

  private final LongSupplier available;
  private final LongSupplier held;
  private final LongSupplier nanoClock;
  private long largest;
  private long lastBegin;

  /**
   * Prepares.
   *
   * @param available bytes that are there to take
   * @param held bytes that the largest run at work holds
   * @param nanoClock a clock that can't go back
   */
  MemoryBudget(LongSupplier available, LongSupplier held, LongSupplier nanoClock) {
    this.available = available;
    this.held = held;
    this.nanoClock = nanoClock;
  }

  /** That of this machine and the processes that this one started. */
  static MemoryBudget ofMachine() {
    return new MemoryBudget(
        ProcessMemory::availableBytes, ProcessMemory::largestChildBytes, System::nanoTime);
  }

  /** Whether one more may begin while others run. */
  boolean hasRoom() {
    if (largest > 0) {
      return available.getAsLong() >= largest;
    }
    return nanoClock.getAsLong() - lastBegin >= GROWS_NANOS
        && available.getAsLong() >= TO_SPARE * held.getAsLong();
  }

  /** A run begins. */
  void begin() {
    lastBegin = nanoClock.getAsLong();
  }

  /**
   * A run has ended, now or in an earlier benchmark.
   *
   * @param peakBytes the most that it took of the host's memory; 0 if unknown
   */
  void end(long peakBytes) {
    largest = Math.max(largest, peakBytes);
  }
}
