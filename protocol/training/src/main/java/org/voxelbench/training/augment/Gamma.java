package org.voxelbench.training.augment;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

/**
 * Raises each channel, rescaled to [0, 1], to a power, and restores its mean and standard deviation
 * (batchgeneratorsv2: {@code GammaTransform}).
 *
 * @param probability per patch
 * @param exponent drawn below or above 1 with equal chance; positive
 * @param inverted whether the negative image is changed
 */
public record Gamma(double probability, Range exponent, boolean inverted) implements Transform {

  private static final double SMALLEST = 1e-7;

  public Gamma {
    Probability.check("gamma", probability);
    if (!(exponent.low() > 0)) {
      throw new BadInputException(
          "the exponent of gamma must be positive; got " + exponent.low() + ".");
    }
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    int voxels = patch.voxels();
    for (int channel = 0; channel < patch.channels(); channel++) {
      PowerTable power = scratch.power();
      power.set(exponent.drawFactor(random));
      raise(patch.image(), channel * voxels, voxels, inverted, power);
    }
  }

  static void raise(float[] image, int from, int voxels, boolean inverted, PowerTable power) {
    ChannelStatistics before = ChannelStatistics.of(image, from, voxels);
    double sign = inverted ? -1 : 1;
    float origin = inverted ? before.max() : before.min();
    double range = (double) before.max() - before.min();
    double slope = sign / Math.max(range, SMALLEST);
    power.apply(image, from, voxels, origin, (float) slope, (float) range, (float) (sign * origin));
    ChannelStatistics after = ChannelStatistics.of(image, from, voxels);
    double restored = before.deviation() / Math.max(after.deviation(), SMALLEST);
    restore(
        image,
        from,
        voxels,
        (float) after.mean(),
        (float) (sign * restored),
        (float) before.mean());
  }

  private static void restore(
      float[] image, int from, int voxels, float mean, float factor, float target) {
    for (int i = from; i < from + voxels; i++) {
      image[i] = (image[i] - mean) * factor + target;
    }
  }
}
