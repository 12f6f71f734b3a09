package org.voxelbench.training.augment;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

/**
 * The values that a random parameter can take.
 *
 * @param low smallest value
 * @param high largest value
 */
public record Range(double low, double high) {

  public Range {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new BadInputException(
          "a range must be finite and rise; got [" + low + ", " + high + "].");
    }
  }

  /** A value uniform in the range. */
  double draw(RandomStream random) {
    return random.uniform(low, high);
  }

  /**
   * A factor below 1 or above it with equal chance, uniform on its side (batchgeneratorsv2: {@code
   * BGContrast}); a range that has only one side is drawn from as a whole.
   */
  double drawFactor(RandomStream random) {
    if (random.chance(0.5) && low < 1) {
      return random.uniform(low, Math.min(1, high));
    }
    return high > 1 ? random.uniform(Math.max(low, 1), high) : random.uniform(low, high);
  }
}
