package org.voxelbench.engine.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Optimizer;

/** How one weight moves along its gradient, and what the optimiser remembers of it. */
interface UpdateRule {

  static UpdateRule of(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return new SgdRule(sgd);
    }
    return new AdamWRule((Optimizer.AdamW) optimizer);
  }

  /** The names of the tensors that the optimiser keeps per weight, all of the weight's shape. */
  List<String> slots();

  /**
   * Moves the weight in place.
   *
   * @param slots this weight's slots in order, zero before the first step
   * @param step the number of this weight's step, from 1
   * @param scale the factor of the gradient from clipping
   */
  void update(
      Tensor weight, Tensor gradient, List<Tensor> slots, long step, double scale, double rate);
}
