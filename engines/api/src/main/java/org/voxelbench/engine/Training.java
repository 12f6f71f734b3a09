package org.voxelbench.engine;

import java.util.Map;

/** One optimiser over some weights and one objective; it owns neither the loop nor the schedule. */
public interface Training extends AutoCloseable {

  /**
   * Computes the objective and its gradients, clips them, and updates the trainable weights.
   *
   * <p>If the loss or the gradient norm is not finite, weights and optimiser state are left as they
   * were. A trainable weight that the loss does not depend on is left as it was, without weight
   * decay, as in PyTorch.
   *
   * @param learningRate the rate of this step
   */
  StepResult step(Batch batch, double learningRate);

  /** Computes the objective without gradients and without an update; the gradient norm is NaN. */
  StepResult evaluate(Batch batch);

  /** A copy of the optimiser's state by name, enough to continue exactly. */
  Map<String, NdArray> optimizerState();

  /** Restores what {@link #optimizerState} gave. */
  void restoreOptimizerState(Map<String, NdArray> state);

  @Override
  void close();
}
