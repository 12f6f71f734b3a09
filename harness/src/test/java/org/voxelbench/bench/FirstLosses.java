package org.voxelbench.bench;

import java.util.List;
import org.voxelbench.engine.Precision;

/**
 * The losses of the first steps on both sides; those after the first follow from the updates.
 *
 * @param ours of our steps
 * @param theirs of the peer's
 */
record FirstLosses(List<Double> ours, List<Double> theirs) {

  private static final double FP32_TOLERANCE = 1e-4;

  /** A bfloat16 has 8 binary digits. */
  private static final double BF16_TOLERANCE = 1e-2;

  static FirstLosses of(Block ours, Block theirs) {
    return new FirstLosses(ours.values(), theirs.values());
  }

  /**
   * Makes sure that both sides do the same.
   *
   * @throws IllegalStateException if a loss differs
   */
  void check(Precision precision) {
    double tolerance = precision == Precision.BF16 ? BF16_TOLERANCE : FP32_TOLERANCE;
    for (int step = 0; step < ours.size(); step++) {
      double difference = Math.abs(ours.get(step) - theirs.get(step));
      // A loss that is not a number is no agreement either.
      if (!(difference <= tolerance)) {
        throw new IllegalStateException(
            "the two sides don't train the same network: their losses of the first steps are "
                + ours
                + " (ours) and "
                + theirs
                + " (PyTorch), more than "
                + tolerance
                + " apart in "
                + precision
                + "; nothing was timed.");
      }
    }
  }
}
