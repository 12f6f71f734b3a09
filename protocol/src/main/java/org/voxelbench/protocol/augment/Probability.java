package org.voxelbench.protocol.augment;

import org.voxelbench.protocol.ProtocolException;

/** Refuses what is not a probability. */
final class Probability {

  private Probability() {}

  static double check(String what, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new ProtocolException(
          "the probability of " + what + " (" + probability + ") must lie between 0 and 1.");
    }
    return probability;
  }
}
