package org.voxelbench.datasets.phantom;

import java.util.SplittableRandom;

/**
 * The random numbers of one case, keyed by seed, kind and case alone.
 *
 * <p>Only whole 64-bit draws are taken from the generator; the rest is computed here, strictly, so
 * that no Java release changes a phantom.
 */
final class CaseRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;
  private double spare;
  private boolean hasSpare;

  CaseRandom(long seed, PhantomKind kind, int index) {
    long key = mix(seed + GOLDEN);
    for (int i = 0; i < kind.datasetName().length(); i++) {
      key = mix(key ^ kind.datasetName().charAt(i));
    }
    this.random = new SplittableRandom(mix(key + GOLDEN * (index + 1)));
  }

  /** Stafford's variant 13 of the 64-bit finaliser. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A key for something that draws by place rather than in turn. */
  long key() {
    return random.nextLong();
  }

  double uniform(double low, double high) {
    return low + (high - low) * unit();
  }

  private double unit() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** An integer of both bounds. */
  int integer(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** A standard normal number (Marsaglia's polar method). */
  double gaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * unit() - 1;
      y = 2 * unit() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = y * scale;
    hasSpare = true;
    return x * scale;
  }
}
