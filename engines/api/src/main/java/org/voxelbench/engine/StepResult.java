package org.voxelbench.engine;

import java.util.Map;

/**
 * What one step computed.
 *
 * @param loss the objective's {@link Program#LOSS}
 * @param gradientNorm global L2 norm of the trainable weights' gradients before clipping
 * @param outputs the objective's other outputs, by name
 */
public record StepResult(double loss, double gradientNorm, Map<String, NdArray> outputs) {

  /** Whether loss and gradient norm are finite. */
  public boolean finite() {
    return Double.isFinite(loss) && Double.isFinite(gradientNorm);
  }
}
