package org.voxelbench.protocol.store;

import org.voxelbench.protocol.ProtocolException;

/**
 * How far a training is.
 *
 * @param epochs epochs done, which is the next epoch's number
 * @param wallSeconds time so far, without interruptions
 * @param trainingSeconds share of it in training
 * @param peakMemoryBytes peak of the engine's memory so far
 * @param energyJoules energy that the device used in training so far, in J; NaN where the machine
 *     doesn't tell
 */
public record TrainingProgress(
    int epochs,
    double wallSeconds,
    double trainingSeconds,
    long peakMemoryBytes,
    double energyJoules) {

  public TrainingProgress {
    if (epochs < 0) {
      throw new ProtocolException("epochs done (" + epochs + ") must not be negative.");
    }
  }
}
