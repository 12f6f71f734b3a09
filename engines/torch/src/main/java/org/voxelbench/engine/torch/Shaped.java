package org.voxelbench.engine.torch;

import java.util.Arrays;
import org.voxelbench.engine.Tensor;

/**
 * A value of which the shape is known.
 *
 * @param number of the op that computes it
 */
record Shaped(int number, int[] shape) implements Tensor {

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
