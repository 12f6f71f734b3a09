package org.voxelbench.harness.selftest;

import org.voxelbench.engine.NdArray;
import org.voxelbench.protocol.random.RandomStream;
import org.voxelbench.protocol.random.RandomStreams;

/**
 * Inputs of ops, the same at every run.
 *
 * <p>All are multiples of 1/64 of at most 8 bits, so that bfloat16 holds them exactly: what a
 * result is off by is the op's own, and no value falls on another side of a kink.
 */
final class SeededValues {

  private static final double GRID = 64;
  private static final int LARGEST = 128;

  /** Values nearer to 0 would lie at the kink of absolute value and rectifiers. */
  private static final int SMALLEST = 4;

  private SeededValues() {}

  private static RandomStream stream(String name) {
    return new RandomStreams(0).stream("selftest." + name);
  }

  /** Values in [-2, 2], none within 1/16 of 0. */
  static NdArray any(String name, int... shape) {
    RandomStream random = stream(name);
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      int k = random.nextInt(SMALLEST, LARGEST + 1);
      values[i] = (float) ((random.chance(0.5) ? k : -k) / GRID);
    }
    return NdArray.of(shape, values);
  }

  /** Values in [1/16, 2]. */
  static NdArray positive(String name, int... shape) {
    float[] values = any(name, shape).floats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return NdArray.of(shape, values);
  }

  /** At most 256 values in [-2, 2), all different, in random order. */
  static NdArray distinct(String name, int... shape) {
    RandomStream random = stream(name);
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      int other = random.nextInt(i + 1);
      values[i] = values[other];
      values[other] = (float) ((i - values.length / 2) / GRID);
    }
    return NdArray.of(shape, values);
  }

  /** Whole numbers from 0 below a bound. */
  static NdArray classes(String name, int bound, int... shape) {
    RandomStream random = stream(name);
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(bound);
    }
    return NdArray.of(shape, values);
  }
}
