package org.voxelbench.training.pretext;

import org.voxelbench.base.random.RandomStream;

/** Smooth made-up volumes with structure at several scales. */
public final class SmoothVolume {

  private SmoothVolume() {}

  /** One volume, {@code [D, H, W]}, about of unit variance. */
  public static float[] draw(RandomStream random, int[] size) {
    double[][] waves = new double[6][];
    for (int i = 0; i < waves.length; i++) {
      waves[i] =
          new double[] {
            random.uniform(0.1, 0.6),
            random.uniform(0.1, 0.6),
            random.uniform(0.1, 0.6),
            random.uniform(0, 6.28)
          };
    }
    float[] volume = new float[size[0] * size[1] * size[2]];
    int at = 0;
    for (int d = 0; d < size[0]; d++) {
      for (int h = 0; h < size[1]; h++) {
        for (int w = 0; w < size[2]; w++) {
          double value = 0;
          for (double[] wave : waves) {
            value += Math.sin(wave[0] * d + wave[1] * h + wave[2] * w + wave[3]);
          }
          volume[at++] = (float) (value / Math.sqrt(waves.length / 2.0));
        }
      }
    }
    return volume;
  }
}
