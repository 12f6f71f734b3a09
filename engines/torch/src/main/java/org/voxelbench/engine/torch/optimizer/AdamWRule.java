package org.voxelbench.engine.torch.optimizer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.Optimizer;

/** Adam with decoupled weight decay, in PyTorch's form. */
record AdamWRule(Optimizer.AdamW adam) implements UpdateRule {

  @Override
  public List<String> slots() {
    return List.of("mean", "square");
  }

  @Override
  public void update(
      Tensor weight, Tensor gradient, List<Tensor> slots, long step, double scale, double rate) {
    Tensor scaled = scale == 1 ? gradient : gradient.mul_(new Scalar(scale));
    if (weight.device().is_cpu()) {
      FusedAdamW.update(adam, weight, scaled, slots, step, rate);
      return;
    }
    Tensor mean = slots.get(0);
    Tensor square = slots.get(1);
    weight.mul_(new Scalar(1 - rate * adam.weightDecay()));
    mean.lerp_(scaled, new Scalar(1 - adam.beta1()));
    square.mul_(new Scalar(adam.beta2())).addcmul_(scaled, scaled, new Scalar(1 - adam.beta2()));
    double meanCorrection = 1 - Math.pow(adam.beta1(), step);
    double squareCorrection = Math.sqrt(1 - Math.pow(adam.beta2(), step));
    Tensor scaling = torch.sqrt_out(gradient, square);
    scaling.div_(new Scalar(squareCorrection)).add_(new Scalar(adam.eps()));
    weight.addcdiv_(mean, scaling, new Scalar(-rate / meanCorrection));
  }
}
