package org.voxelbench.training.augment;

import java.util.Arrays;

/**
 * Raises numbers between 0 and 1 to one power, to float accuracy: the power of 2 from one table,
 * that of the mantissa interpolated in another.
 */
final class PowerTable {

  private static final int STEPS = 1 << 10;
  private static final int BIAS = 127;

  /**
   * Entry e: 2^(e - 127) raised; of 0 and of numbers too small to matter: 0; beyond the domain NaN.
   */
  private final float[] scale = new float[256];

  /** Entry i: 1 + i / STEPS raised. */
  private final float[] mantissa = new float[STEPS + 1];

  /** Sets the power, which must be positive. */
  void set(double exponent) {
    Arrays.fill(scale, BIAS + 1, scale.length, Float.NaN);
    for (int e = 1; e <= BIAS; e++) {
      scale[e] = (float) StrictMath.pow(2, (e - BIAS) * exponent);
    }
    for (int i = 0; i <= STEPS; i++) {
      mantissa[i] = (float) StrictMath.pow(1 + i / (double) STEPS, exponent);
    }
  }

  /** Replaces values v by {@code power((v - origin) * slope) * range + floor}. */
  void apply(
      float[] values, int from, int count, float origin, float slope, float range, float floor) {
    for (int i = from; i < from + count; i++) {
      values[i] = of((values[i] - origin) * slope) * range + floor;
    }
  }

  /** The power of a number in [0, 2). */
  float of(float base) {
    int bits = Float.floatToRawIntBits(Math.abs(base));
    int cell = (bits >>> 13) & (STEPS - 1);
    float rest = (bits & 0x1FFF) * 0x1.0p-13f;
    float lower = mantissa[cell];
    return scale[bits >>> 23] * (lower + rest * (mantissa[cell + 1] - lower));
  }
}
