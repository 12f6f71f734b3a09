package org.voxelbench.training.protocol;

import org.voxelbench.base.BadInputException;

/**
 * What one run, or one pre-training, may use; beyond it the run ends as out of budget.
 *
 * @param hours wall-clock time in h over all its starts; null for no bound
 * @param steps optimiser steps; null for no bound
 * @param memoryGiB peak memory in GiB: of its process (resident) on the CPU, of the card on a GPU;
 *     null for no bound
 */
public record Budget(Double hours, Long steps, Double memoryGiB) {

  public Budget {
    if (hours != null) {
      Checks.positive("budget.hours", hours);
    }
    if (steps != null && steps < 1) {
      throw new BadInputException("budget.steps (" + steps + ") must be at least 1.");
    }
    if (memoryGiB != null) {
      Checks.positive("budget.memoryGiB", memoryGiB);
    }
  }

  /** No bound at all. */
  public static Budget none() {
    return new Budget(null, null, null);
  }

  /** Whether anything is bounded. */
  public boolean bounds() {
    return hours != null || steps != null || memoryGiB != null;
  }
}
