package org.voxelbench.harness.selftest.ops;

import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;

/**
 * Inputs of ops, the same at every run: multiples of a unit of at most 8 bits.
 *
 * @param job 1/64 or somewhat more
 */
public record SeededValues(double job) {

  private static final double GRID = 1.0 / 64;

  /** A factor without an end in binary, so that products need every bit of a float. */
  private static final double ODD = 1.1;

  private static final int LARGEST = 128;

  /** Values nearer to 0 would lie at the kink of absolute value and rectifiers. */
  private static final int SMALLEST = 4;

  /**
   * Inputs for a precision.
   *
   * <p>bfloat16 holds its own exactly: what a result is off by is the op's fault, and no value
   * falls on another side of a kink. Those for fp32 take up the whole mantissa, so that an op that
   * drops bits of it, as TF32 does, is found out.
   */
  public static SeededValues of(Precision precision) {
    return new SeededValues(precision == Precision.BF16 ? GRID : ODD * GRID);
  }

  private static RandomStream stream(String name) {
    return new RandomStreams(0).stream("selftest." + name);
  }

  private float times(int k) {
    return (float) (k * job);
  }

  /** Values of 4 to 128 units of either sign. */
  public NdArray any(String name, int... shape) {
    RandomStream random = stream(name);
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      int k = random.nextInt(SMALLEST, LARGEST + 1);
      values[i] = times(random.chance(0.5) ? k : -k);
    }
    return NdArray.of(shape, values);
  }

  /** Values of 4 to 128 units. */
  NdArray positive(String name, int... shape) {
    float[] values = any(name, shape).floats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return NdArray.of(shape, values);
  }

  /** At most 256 values of -128 to 127 units, all different, in random order. */
  NdArray distinct(String name, int... shape) {
    RandomStream random = stream(name);
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      int other = random.nextInt(i + 1);
      values[i] = values[other];
      values[other] = times(i - values.length / 2);
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
