package org.voxelbench.training.augment;

import java.util.Arrays;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

/** Patches and streams for tests. */
final class Patches {

  private Patches() {}

  static RandomStream stream(long index) {
    return new RandomStreams(7).stream("augment-test", index);
  }

  /** Normal intensities around 2 and labels 0 to 3. */
  static Patch random(int channels, int... size) {
    RandomStream random = stream(-1);
    int voxels = size[0] * size[1] * size[2];
    float[] image = new float[channels * voxels];
    short[] labels = new short[voxels];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian(2, 1.5);
    }
    for (int i = 0; i < voxels; i++) {
      labels[i] = (short) random.nextInt(4);
    }
    return new Patch(image, labels, channels, size);
  }

  static Patch copy(Patch patch) {
    return new Patch(
        patch.image().clone(), patch.labels().clone(), patch.channels(), patch.size().clone());
  }

  /** The share of draws in which a transform changes a patch. */
  static double share(Transform transform, Patch patch, int draws) {
    int changed = 0;
    ScratchBuffers scratch = new ScratchBuffers();
    for (int i = 0; i < draws; i++) {
      Patch copy = copy(patch);
      transform.apply(copy, stream(i), scratch);
      changed += Arrays.equals(copy.image(), patch.image()) ? 0 : 1;
    }
    return changed / (double) draws;
  }

  /** Four standard errors of a share. */
  static double bound(double probability, int draws) {
    return 4 * Math.sqrt(probability * (1 - probability) / draws);
  }
}
