package org.voxelbench.protocol.store;

import org.voxelbench.protocol.ProtocolException;

/**
 * How far a training is.
 *
 * @param epochs epochs done, which is the next epoch's number
 * @param wallSeconds time so far, without interruptions
 * @param trainingSeconds share of it in training
 * @param peakMemoryBytes peak of the engine's memory so far
 */
public record TrainingProgress(
    int epochs, double wallSeconds, double trainingSeconds, long peakMemoryBytes) {

  public TrainingProgress {
    if (epochs < 0) {
      throw new ProtocolException("epochs done (" + epochs + ") must not be negative.");
    }
  }
}
