package org.voxelbench.engine.torch.ops;

import org.voxelbench.engine.NdArray;

/** Made-up arrays that repeat nowhere. */
final class Waves {

  private Waves() {}

  /** Values between -1 and 1. */
  static NdArray wave(double frequency, int... shape) {
    float[] values = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(frequency * (i + 1) * (i % 7 + 1));
    }
    return NdArray.of(shape, values);
  }
}
