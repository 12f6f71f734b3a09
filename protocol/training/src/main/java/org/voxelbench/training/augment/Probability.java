package org.voxelbench.training.augment;

import org.voxelbench.base.BadInputException;

/** Refuses what is not a probability. */
final class Probability {

  private Probability() {}

  static double check(String what, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new BadInputException(
          "the probability of " + what + " (" + probability + ") must lie between 0 and 1.");
    }
    return probability;
  }
}
