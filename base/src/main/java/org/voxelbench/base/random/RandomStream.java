package org.voxelbench.base.random;

import java.util.random.RandomGenerator;

/**
 * A pseudo-random stream whose numbers are the same on every JVM: xoshiro256++ (Blackman and Vigna
 * 2019), normal deviates by the ziggurat method (Marsaglia and Tsang 2000).
 *
 * <p>What is drawn in a run is defined here rather than inherited, since a JDK may change its
 * defaults: draw nothing that this class doesn't declare. Not safe for use by several threads.
 */
public final class RandomStream implements RandomGenerator {

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  RandomStream(long key) {
    long k = key;
    s0 = mix(k += GOLDEN);
    s1 = mix(k += GOLDEN);
    s2 = mix(k += GOLDEN);
    s3 = mix(k + GOLDEN);
  }

  RandomStream(long s0, long s1, long s2, long s3) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.s3 = s3;
  }

  static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** SplitMix64's finaliser, a bijection of 64-bit words. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** The upper half of {@link #nextLong}. */
  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /**
   * A number uniform in {@code [0, bound)}, without bias (Lemire 2019).
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound (" + bound + ") must be positive");
    }
    return (int) below(bound);
  }

  /**
   * A number uniform in {@code [origin, bound)}, without bias.
   *
   * @throws IllegalArgumentException if the range is empty
   */
  @Override
  public int nextInt(int origin, int bound) {
    if (origin >= bound) {
      throw new IllegalArgumentException("range [" + origin + ", " + bound + ") is empty");
    }
    return (int) (origin + below((long) bound - origin));
  }

  /** A number uniform in {@code [0, bound)} for bounds up to 2^32 - 1. */
  private long below(long bound) {
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return product >>> 32;
  }

  /**
   * A number uniform in {@code [0, bound)}, without bias.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  @Override
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound (" + bound + ") must be positive");
    }
    long draw = nextLong() >>> 1;
    long value = draw % bound;
    while (draw - value + (bound - 1) < 0) {
      draw = nextLong() >>> 1;
      value = draw % bound;
    }
    return value;
  }

  /** The sign of {@link #nextLong}. */
  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /** A multiple of 2^-53, uniform in {@code [0, 1)}. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** A multiple of 2^-24, uniform in {@code [0, 1)}. */
  @Override
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1.0p-24f;
  }

  /** A standard normal deviate. */
  @Override
  public double nextGaussian() {
    return Ziggurat.draw(this);
  }

  /** A normal deviate. */
  @Override
  public double nextGaussian(double mean, double deviation) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException("deviation (" + deviation + ") must not be negative");
    }
    return mean + deviation * nextGaussian();
  }

  /** A number uniform in {@code [low, high)}, or {@code low} if both are equal. */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Whether an event of that probability happens. */
  public boolean chance(double probability) {
    return nextDouble() < probability;
  }
}
