package org.voxelbench.engine.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.nd4j.trace.Vectors;

/** Stochastic gradient descent with momentum, in PyTorch's form. */
record SgdRule(Optimizer.Sgd sgd) implements UpdateRule {

  @Override
  public List<String> slots() {
    return List.of("momentum");
  }

  @Override
  public void update(
      INDArray weight,
      INDArray gradient,
      List<INDArray> slots,
      long step,
      double scale,
      double rate) {
    Vectors.scale(gradient, scale);
    Vectors.addScaled(gradient, sgd.weightDecay(), weight);
    INDArray velocity = slots.get(0);
    // It is zero before the first step, which so sets it to the gradient.
    Vectors.scale(velocity, sgd.momentum());
    Vectors.addScaled(velocity, 1, gradient);
    if (sgd.nesterov()) {
      Vectors.addScaled(gradient, sgd.momentum(), velocity);
      Vectors.addScaled(weight, -rate, gradient);
    } else {
      Vectors.addScaled(weight, -rate, velocity);
    }
  }
}
