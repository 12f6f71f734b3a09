package org.voxelbench.base.random;

/**
 * The only source of randomness: one seed, from which every draw gets a stream of its own by name.
 *
 * <p>A stream is a function of (seed, purpose, indices) alone, so that nobody's draws shift anybody
 * else's.
 */
public record RandomStreams(long seed) {

  /**
   * The stream of a purpose, such as {@code "augment"}, at some indices, such as epoch, iteration
   * and sample.
   *
   * <p>Each call gives the stream from its start.
   */
  public RandomStream stream(String purpose, long... indices) {
    long key = RandomStream.mix(seed + RandomStream.GOLDEN);
    for (int i = 0; i < purpose.length(); i++) {
      key = RandomStream.mix(key ^ (purpose.charAt(i) + RandomStream.GOLDEN));
    }
    key = RandomStream.mix(key ^ purpose.length());
    for (long index : indices) {
      key = RandomStream.mix(key + RandomStream.GOLDEN ^ RandomStream.mix(index));
    }
    return new RandomStream(key);
  }
}
