package org.voxelbench.engine.torch.optimizer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Optimizer;

/** Stochastic gradient descent with momentum, in PyTorch's form. */
record SgdRule(Optimizer.Sgd sgd) implements UpdateRule {

  @Override
  public List<String> slots() {
    return List.of("momentum");
  }

  @Override
  public void update(
      Tensor weight, Tensor gradient, List<Tensor> slots, long step, double scale, double rate) {
    Tensor direction = scale == 1 ? gradient : gradient.mul_(new Scalar(scale));
    direction.add_(weight, new Scalar(sgd.weightDecay()));
    Scalar momentum = new Scalar(sgd.momentum());
    Tensor velocity = slots.get(0);
    if (step == 1) {
      velocity.copy_(direction);
    } else {
      velocity.mul_(momentum).add_(direction);
    }
    Scalar descent = new Scalar(-rate);
    if (sgd.nesterov()) {
      weight.add_(direction.add_(velocity, momentum), descent);
    } else {
      weight.add_(velocity, descent);
    }
  }
}
