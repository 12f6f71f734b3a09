package org.voxelbench.methods.modelsgenesis;

import java.util.List;
import org.voxelbench.base.random.RandomStream;

/**
 * A patch and its distorted copy, from which the network is to restore it.
 *
 * @param original {@code [D, H, W]}, flipped
 * @param weights what each voxel of the original counts, flipped with it; none if all count alike
 * @param distorted the original after shuffling, intensity map and painting, each by chance
 */
record Distortion(float[] original, float[] weights, float[] distorted) {

  static Distortion draw(
      float[] patch,
      float[] counted,
      int[] shape,
      ModelsGenesis.Settings settings,
      RandomStream random) {
    float[] original = settings.range().of(patch);
    float[] weights = counted.clone();
    Flip.apply(List.of(original, weights), shape, settings.flip(), settings.flipAxes(), random);
    float[] distorted;
    if (random.chance(settings.shuffling())) {
      LocalShuffling shuffling =
          settings.shuffledBlocks() == 0
              ? LocalShuffling.scaled(shape)
              : new LocalShuffling(settings.shuffledBlocks());
      distorted = shuffling.apply(original, shape, random);
    } else {
      distorted = original.clone();
    }
    if (random.chance(settings.intensityMap())) {
      IntensityCurve.draw(random).apply(distorted);
    }
    if (random.chance(settings.painting())) {
      if (random.chance(settings.inPainting())) {
        Painting.inside(distorted, shape, random);
      } else {
        distorted = Painting.outside(distorted, shape, random);
      }
    }
    return new Distortion(original, weights, distorted);
  }
}
