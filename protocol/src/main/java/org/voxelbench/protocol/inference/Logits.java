package org.voxelbench.protocol.inference;

import java.util.Arrays;

/**
 * Scores of each class (or region) at each voxel of a preprocessed case.
 *
 * @param classes K
 * @param shape {@code [D, H, W]}
 * @param values {@code [K, D, H, W]} in C order
 */
public record Logits(int classes, int[] shape, float[] values) {

  public Logits {
    if (shape.length != 3 || values.length != (long) classes * shape[0] * shape[1] * shape[2]) {
      throw new IllegalArgumentException(
          "logits of "
              + classes
              + " classes and shape "
              + Arrays.toString(shape)
              + " were given "
              + values.length
              + " values");
    }
  }
}
