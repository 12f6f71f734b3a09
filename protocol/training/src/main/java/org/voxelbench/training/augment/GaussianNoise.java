package org.voxelbench.training.augment;

import org.voxelbench.base.random.RandomStream;

/**
 * Adds Gaussian noise to all channels, with one standard deviation per patch (batchgeneratorsv2:
 * {@code GaussianNoiseTransform}, whose "variance" is used as standard deviation).
 *
 * @param probability per patch
 * @param sigma standard deviation
 */
public record GaussianNoise(double probability, Range sigma) implements Transform {

  public GaussianNoise {
    Probability.check("Gaussian noise", probability);
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    double deviation = sigma.draw(random);
    float[] image = patch.image();
    for (int i = 0; i < image.length; i++) {
      image[i] += (float) (deviation * random.nextGaussian());
    }
  }
}
