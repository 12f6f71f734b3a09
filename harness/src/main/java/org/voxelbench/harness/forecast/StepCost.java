package org.voxelbench.harness.forecast;

import org.voxelbench.training.protocol.Length;

/**
 * What a training takes, measured on a few steps.
 *
 * @param openingSeconds until the first step is done
 * @param stepSeconds one step, with what its batch takes of the cores
 * @param validationSeconds one validation batch
 * @param memoryBytes of the device at the peak
 * @param unseenBytes of that what only the whole takes, and the part that was measured didn't
 * @param weightBytes of the weights, as a file holds them
 */
record StepCost(
    double openingSeconds,
    double stepSeconds,
    double validationSeconds,
    double memoryBytes,
    double unseenBytes,
    double weightBytes) {

  /** A whole training. */
  double seconds(Length length) {
    return openingSeconds
        + stepSeconds * length.steps()
        + validationSeconds * length.epochs() * length.validationIterations();
  }
}
