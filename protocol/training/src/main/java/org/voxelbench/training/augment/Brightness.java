package org.voxelbench.training.augment;

import org.voxelbench.base.random.RandomStream;

/**
 * Multiplies each channel by a factor (batchgeneratorsv2: {@code
 * MultiplicativeBrightnessTransform}).
 *
 * @param probability per patch
 * @param factor drawn below or above 1 with equal chance
 */
public record Brightness(double probability, Range factor) implements Transform {

  public Brightness {
    Probability.check("brightness", probability);
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    int voxels = patch.voxels();
    for (int channel = 0; channel < patch.channels(); channel++) {
      multiply(patch.image(), channel * voxels, voxels, (float) factor.drawFactor(random));
    }
  }

  private static void multiply(float[] image, int from, int voxels, float by) {
    for (int i = from; i < from + voxels; i++) {
      image[i] *= by;
    }
  }
}
