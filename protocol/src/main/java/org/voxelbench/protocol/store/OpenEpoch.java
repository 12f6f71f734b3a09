package org.voxelbench.protocol.store;

/**
 * The part that is done of an epoch that was stopped.
 *
 * @param iterations steps done
 * @param lossSum sum of their losses
 * @param seconds time they took
 * @param waitSeconds share of it spent waiting for data
 */
public record OpenEpoch(int iterations, double lossSum, double seconds, double waitSeconds) {

  /** Nothing yet. */
  public static OpenEpoch none() {
    return new OpenEpoch(0, 0, 0, 0);
  }
}
