package org.voxelbench.store;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.IfAbsent;

/**
 * How far a training is.
 *
 * @param epochs epochs done, which is the next epoch's number
 * @param wallSeconds time so far of these, without interruptions
 * @param trainingSeconds share of it in training
 * @param peakMemoryBytes peak of the device's memory so far: a card's, or the process's on the CPU
 * @param peakHostBytes peak of the process's resident memory so far; 0 if unknown
 * @param energyJoules energy that the device used in training so far, in J; NaN where the machine
 *     doesn't tell
 * @param skippedInARow steps without an update since the last one with it
 * @param open what is done of the next epoch
 */
public record TrainingProgress(
    int epochs,
    double wallSeconds,
    double trainingSeconds,
    long peakMemoryBytes,
    @IfAbsent("0") long peakHostBytes,
    double energyJoules,
    @IfAbsent("0") int skippedInARow,
    PartialEpoch open) {

  public TrainingProgress {
    if (epochs < 0 || open.iterations() < 0) {
      throw new BadInputException(
          "epochs (" + epochs + ") and steps (" + open.iterations() + ") must not be negative.");
    }
  }

  /** Before the first step. */
  public static TrainingProgress none() {
    return new TrainingProgress(0, 0, 0, 0, 0, 0, 0, PartialEpoch.none());
  }
}
