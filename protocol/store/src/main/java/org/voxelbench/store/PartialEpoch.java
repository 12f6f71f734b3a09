package org.voxelbench.store;

import org.voxelbench.base.format.IfAbsent;

/**
 * The part that is done of an epoch that is not done yet.
 *
 * @param iterations steps done, skipped ones among them
 * @param skippedSteps those without an update, since loss or gradient was not finite
 * @param lossSum sum of the others' losses
 * @param seconds time they took
 * @param waitSeconds share of it spent waiting for data
 */
public record PartialEpoch(
    int iterations,
    @IfAbsent("0") int skippedSteps,
    double lossSum,
    double seconds,
    double waitSeconds) {

  /** Nothing yet. */
  public static PartialEpoch none() {
    return new PartialEpoch(0, 0, 0, 0, 0);
  }
}
