package org.voxelbench.methods.modelsgenesis;

import java.util.OptionalInt;
import org.voxelbench.base.random.RandomStream;

/** The axes of which each flip draws one, all alike. */
public enum FlipAxes {
  /** D, H and W, as the paper's flipping is meant. */
  DHW(0),
  /**
   * Channel, D and H, the first three of the array that the code of paper and benchmark flips: a
   * third of the draws turn round the only channel, which does nothing, and W is never flipped.
   */
  CDH(-1);

  private static final int CHOICES = 3;

  private final int first;

  FlipAxes(int first) {
    this.first = first;
  }

  /** The axis of a flip, 0 = D; none if it is that of the channels. */
  OptionalInt draw(RandomStream random) {
    int axis = first + random.nextInt(CHOICES);
    return axis < 0 ? OptionalInt.empty() : OptionalInt.of(axis);
  }
}
