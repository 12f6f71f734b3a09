package org.voxelbench.preparation.plan;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;

/**
 * The size of a transformer Primus.
 *
 * @param width length of a token
 * @param depth number of its blocks
 * @param heads attention heads of a block, which share the width; a head's length must be a
 *     multiple of 6, two for each axis that a rotary position embedding turns
 * @param registers learnt tokens without a place that go along; 0 for none
 */
public record PrimusSize(int width, int depth, int heads, int registers) {

  /** Primus-S (dynamic-network-architectures: {@code primus.py}). */
  public static final PrimusSize S = new PrimusSize(396, 12, 6, 0);

  /** Primus-B. */
  public static final PrimusSize B = new PrimusSize(792, 12, 12, 0);

  /** Primus-M. */
  public static final PrimusSize M = new PrimusSize(864, 16, 12, 0);

  /** Primus-L. */
  public static final PrimusSize L = new PrimusSize(1056, 24, 16, 0);

  private static final Map<String, PrimusSize> NAMED = Map.of("S", S, "B", B, "M", M, "L", L);
  private static final int TURNED = 6;

  public PrimusSize {
    if (width < 1 || depth < 1 || heads < 1 || registers < 0) {
      throw new BadInputException(
          "a transformer needs a width ("
              + width
              + "), a depth ("
              + depth
              + ") and heads ("
              + heads
              + ") of at least 1, and registers ("
              + registers
              + ") of at least 0.");
    }
    if (width % (TURNED * heads) != 0) {
      throw new BadInputException(
          "a transformer's width ("
              + width
              + ") must be a multiple of 6 times its heads ("
              + heads
              + "): each head has pairs of values that turn with D, with H and with W.");
    }
  }

  /** The size of a letter; empty if there is none. */
  static Optional<PrimusSize> of(String letter) {
    return Optional.ofNullable(NAMED.get(letter));
  }

  /** Its letter, S, B, M or L; empty if it is none of these. */
  public Optional<String> letter() {
    return NAMED.entrySet().stream()
        .filter(named -> named.getValue().equals(this))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Length of a head. */
  public int headWidth() {
    return width / heads;
  }

  /** Length of a token between the two layers of a block's feed-forward part. */
  public int hiddenWidth() {
    return (int) (width * (4.0 * 2 / 3));
  }
}
