package org.voxelbench.training.pretext;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.voxelbench.base.random.RandomStreams;

/** Batches of {@link SmoothVolume}s, two samples each. */
final class MadeUpBatch {

  private MadeUpBatch() {}

  /** The same patches for the same iteration, whatever each voxel counts. */
  static PretextBatch draw(PretextPatches asked, long iteration, IntToDoubleFunction weight) {
    RandomStreams streams = new RandomStreams(7);
    int[] size = asked.size();
    List<List<float[]>> patches = new ArrayList<>();
    for (int sample = 0; sample < 2; sample++) {
      List<float[]> mine = new ArrayList<>();
      for (int i = 0; i < asked.perSample(); i++) {
        mine.add(SmoothVolume.draw(streams.stream("volume", iteration, sample, i), size));
      }
      patches.add(mine);
    }
    return new PretextBatch(
        patches,
        asked.weights() ? Optional.of(weights(patches, weight)) : Optional.empty(),
        size,
        streams.stream("batch", iteration),
        sample -> streams.stream("sample", iteration, sample));
  }

  private static List<List<float[]>> weights(
      List<List<float[]>> patches, IntToDoubleFunction weight) {
    return patches.stream()
        .map(sample -> sample.stream().map(patch -> weights(patch.length, weight)).toList())
        .toList();
  }

  private static float[] weights(int voxels, IntToDoubleFunction weight) {
    float[] weights = new float[voxels];
    for (int i = 0; i < voxels; i++) {
      weights[i] = (float) weight.applyAsDouble(i);
    }
    return weights;
  }
}
