package org.voxelbench.training.augment;

import org.voxelbench.base.random.RandomStream;

/**
 * Stretches each channel around its mean and clips it to its former range (batchgeneratorsv2:
 * {@code ContrastTransform}).
 *
 * @param probability per patch
 * @param factor drawn below or above 1 with equal chance
 */
public record ContrastTransform(double probability, Range factor) implements Transform {

  public ContrastTransform {
    Probability.check("contrast", probability);
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    int voxels = patch.voxels();
    for (int channel = 0; channel < patch.channels(); channel++) {
      stretch(patch.image(), channel * voxels, voxels, (float) factor.drawFactor(random));
    }
  }

  static void stretch(float[] image, int from, int voxels, float by) {
    ChannelStatistics before = ChannelStatistics.of(image, from, voxels);
    float mean = (float) before.mean();
    float min = before.min();
    float max = before.max();
    for (int i = from; i < from + voxels; i++) {
      float v = (image[i] - mean) * by + mean;
      v = v < min ? min : v;
      image[i] = v > max ? max : v;
    }
  }
}
