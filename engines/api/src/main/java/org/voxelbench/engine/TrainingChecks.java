package org.voxelbench.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether weights, optimiser and objective of a training fit together, the same in every engine.
 */
public final class TrainingChecks {

  private TrainingChecks() {}

  /**
   * Checks what a training is opened with.
   *
   * @param trainable the weights to move
   * @param weights all that are there
   */
  public static void opening(Set<String> trainable, Set<String> weights, Optimizer optimizer) {
    for (String name : trainable) {
      if (!weights.contains(name)) {
        throw new EngineException("the trainable weight '" + name + "' is not among the weights.");
      }
    }
    if (!(optimizer.clipNorm() > 0)) {
      throw new EngineException(
          "the norm to clip to (" + optimizer.clipNorm() + ") must be positive or infinite.");
    }
  }

  /**
   * The scalar loss among an objective's outputs.
   *
   * @param outputs by name
   * @param shape the shape of an output
   */
  public static <T> T loss(Map<String, T> outputs, Function<T, int[]> shape) {
    T loss = outputs.get(Program.LOSS);
    if (loss == null) {
      throw new EngineException(
          "an objective returns '"
              + Program.LOSS
              + "', but this one only "
              + outputs.keySet()
              + ".");
    }
    int[] given = shape.apply(loss);
    if (NdArray.size(given) != 1) {
      throw new EngineException(
          "a loss is a scalar, but this one has the shape " + Arrays.toString(given) + ".");
    }
    return loss;
  }

  /** Checks that an array may take a weight's place. */
  public static void weightFits(String name, int[] shape, NdArray array) {
    if (!Arrays.equals(shape, array.shape())) {
      throw new EngineException(
          "the weight '"
              + name
              + "' has the shape "
              + Arrays.toString(shape)
              + " and can't take "
              + Arrays.toString(array.shape())
              + ".");
    }
  }
}
