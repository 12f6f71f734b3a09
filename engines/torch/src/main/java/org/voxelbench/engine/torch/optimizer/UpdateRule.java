package org.voxelbench.engine.torch.optimizer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Optimizer;

/** How weights move along their gradients, and what the optimiser remembers of them. */
interface UpdateRule {

  static UpdateRule of(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return new SgdRule(sgd);
    }
    if (optimizer instanceof Optimizer.AdamW adam) {
      return new AdamWRule(adam);
    }
    throw new EngineException("this engine has no update rule for " + optimizer + ".");
  }

  /** The names of the tensors that the optimiser keeps, each of the weights' shape. */
  List<String> slots();

  /**
   * Moves weights in place; elementwise, so that weights of any number may be moved together.
   *
   * @param gradient their gradient, whose memory the rule may use for what it computes
   * @param slots their slots in order, zero before the first step
   * @param step the number of their step, from 1
   * @param scale the factor of the gradient from clipping
   */
  void update(
      Tensor weight, Tensor gradient, List<Tensor> slots, long step, double scale, double rate);
}
