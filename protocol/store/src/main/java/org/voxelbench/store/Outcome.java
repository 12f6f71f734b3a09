package org.voxelbench.store;

import java.util.List;
import org.voxelbench.base.format.IfAbsent;

/**
 * What a run came to.
 *
 * @param wallSeconds time from first start to end, without interruptions
 * @param trainingSeconds share of it in training
 * @param inferenceSeconds share of it in prediction, of the cases that the last start predicted
 * @param peakMemoryBytes peak of the device's memory: a card's, or the process's on the CPU
 * @param peakHostBytes peak of the process's resident memory; 0 if unknown
 * @param energyJoules energy that the device used meanwhile, in J; NaN where the machine doesn't
 *     tell
 * @param epochs epochs done
 * @param lossCurves names of the files with losses per epoch
 * @param weightsSha256 SHA-256 of the final weights' file, or empty if there are none
 */
public record Outcome(
    double wallSeconds,
    double trainingSeconds,
    double inferenceSeconds,
    long peakMemoryBytes,
    @IfAbsent("0") long peakHostBytes,
    double energyJoules,
    int epochs,
    List<String> lossCurves,
    String weightsSha256) {

  public Outcome {
    lossCurves = List.copyOf(lossCurves);
  }

  /** The outcome of what has not ended. */
  public static Outcome none() {
    return new Outcome(0, 0, 0, 0, 0, 0, 0, List.of(), "");
  }
}
