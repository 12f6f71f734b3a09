package org.voxelbench.engine.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Optimizer;

/** How one weight moves along its gradient, and what the optimiser remembers of it. */
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

  /** The names of the arrays that the optimiser keeps per weight, all of the weight's shape. */
  List<String> slots();

  /**
   * Moves the weight in place; all arrays are vectors of one length.
   *
   * @param gradient is written over
   * @param slots this weight's slots in order, zero before the first step
   * @param step the number of this weight's step, from 1
   * @param scale the factor of the gradient from clipping
   */
  void update(
      INDArray weight,
      INDArray gradient,
      List<INDArray> slots,
      long step,
      double scale,
      double rate);
}
