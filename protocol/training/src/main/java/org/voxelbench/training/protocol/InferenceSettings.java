package org.voxelbench.training.protocol;

import org.voxelbench.base.BadInputException;

/**
 * Sliding-window inference.
 *
 * @param tileStep step between windows as a share of the patch, in (0, 1]
 * @param mirroring whether logits are averaged over all flips of the mirror axes
 */
public record InferenceSettings(double tileStep, boolean mirroring) {

  public InferenceSettings {
    if (!(tileStep > 0 && tileStep <= 1)) {
      throw new BadInputException("inference.tileStep (" + tileStep + ") must lie in (0, 1].");
    }
  }
}
