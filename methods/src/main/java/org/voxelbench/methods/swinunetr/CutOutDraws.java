package org.voxelbench.methods.swinunetr;

import org.voxelbench.base.random.RandomStream;

/** What a cut-out draws, so that recorded draws can be replayed. */
interface CutOutDraws {

  /** A share of a volume, uniform in {@code [0, most)}. */
  double share(double most);

  /** A whole number, uniform in {@code [lowest, highest]}. */
  int between(int lowest, int highest);

  /** That many standard normal deviates. */
  float[] noise(int voxels);

  /** Draws from a stream. */
  static CutOutDraws from(RandomStream random) {
    return new CutOutDraws() {
      @Override
      public double share(double most) {
        return random.uniform(0, most);
      }

      @Override
      public int between(int lowest, int highest) {
        return random.nextInt(lowest, highest + 1);
      }

      @Override
      public float[] noise(int voxels) {
        float[] noise = new float[voxels];
        for (int i = 0; i < voxels; i++) {
          noise[i] = (float) random.nextGaussian();
        }
        return noise;
      }
    };
  }
}
