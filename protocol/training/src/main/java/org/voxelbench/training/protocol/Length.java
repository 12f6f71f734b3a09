package org.voxelbench.training.protocol;

/**
 * How long a training is.
 *
 * @param epochs number of epochs
 * @param iterations steps an epoch
 * @param validationIterations validation batches after each epoch
 */
public record Length(int epochs, int iterations, int validationIterations) {

  public Length {
    Checks.atLeast("length.epochs", epochs, 1);
    Checks.atLeast("length.iterations", iterations, 1);
    Checks.atLeast("length.validationIterations", validationIterations, 0);
  }

  /** For people, such as {@code 1000 epochs of 250 steps}. */
  public String words() {
    return epochs + " epochs of " + iterations + " steps";
  }

  /** All optimiser steps. */
  public long steps() {
    return (long) epochs * iterations;
  }
}
