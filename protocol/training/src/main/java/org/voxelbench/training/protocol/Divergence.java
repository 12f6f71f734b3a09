package org.voxelbench.training.protocol;

/**
 * When a training counts as diverged.
 *
 * @param skippedSteps so many steps in a row whose loss or gradient is not finite; fewer are
 *     skipped, as nnU-Net's gradient scaler skips them
 */
public record Divergence(int skippedSteps) {

  private static final int DEFAULT_SKIPPED_STEPS = 10;

  public Divergence {
    Checks.atLeast("divergence.skippedSteps", skippedSteps, 1);
  }

  /** What holds where a protocol says nothing. */
  public static Divergence standard() {
    return new Divergence(DEFAULT_SKIPPED_STEPS);
  }
}
