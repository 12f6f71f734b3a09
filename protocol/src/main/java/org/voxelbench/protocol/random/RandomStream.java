package org.voxelbench.protocol.random;

import java.util.random.RandomGenerator;

/**
 * A pseudo-random stream whose numbers are the same on every JVM: xoshiro256++ (Blackman and Vigna
 * 2019), normal deviates by Marsaglia's polar method.
 */
public final class RandomStream implements RandomGenerator {

  private long s0;
  private long s1;
  private long s2;
  private long s3;
  private double spareGaussian = Double.NaN;

  RandomStream(long key) {
    long k = key;
    s0 = mix(k += GOLDEN);
    s1 = mix(k += GOLDEN);
    s2 = mix(k += GOLDEN);
    s3 = mix(k + GOLDEN);
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

  @Override
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s < 1 && s > 0) {
        double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * factor;
        return u * factor;
      }
    }
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
