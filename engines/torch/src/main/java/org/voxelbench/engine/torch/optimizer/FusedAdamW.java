package org.voxelbench.engine.torch.optimizer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Optimizer;

/**
 * LibTorch's AdamW in one pass over the memory, on the CPU, where the rule op by op is bound by
 * seven passes.
 *
 * <p>LibTorch's C++ interface has no name for it, so that it is called by a script; its lists are
 * arguments, as a script that made them itself would be taken for one without effect.
 */
final class FusedAdamW {

  private static final TorchScript SCRIPT =
      TorchScript.of(
          """
          def listed(x: Tensor) -> List[Tensor]:
            return [x]

          def step(weight: List[Tensor], gradient: List[Tensor], mean: List[Tensor],
                   square: List[Tensor], count: List[Tensor], rate: float, beta1: float,
                   beta2: float, decay: float, eps: float):
            torch._fused_adamw_(weight, gradient, mean, square, [], count, lr=rate, beta1=beta1,
                                beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False,
                                maximize=False)
          """);

  private FusedAdamW() {}

  /** Moves weights in place, all of one buffer. */
  static void update(
      Optimizer.AdamW adam,
      Tensor weight,
      Tensor gradient,
      List<Tensor> slots,
      long step,
      double rate) {
    try (PointerScope temporaries = new PointerScope()) {
      Tensor count = torch.full(new long[0], new Scalar(step), torch.dtype(ScalarType.Float));
      SCRIPT.call(
          "step",
          listed(weight),
          listed(gradient),
          listed(slots.get(0)),
          listed(slots.get(1)),
          listed(count),
          new IValue(rate),
          new IValue(adam.beta1()),
          new IValue(adam.beta2()),
          new IValue(adam.weightDecay()),
          new IValue(adam.eps()));
    }
  }

  private static IValue listed(Tensor x) {
    return SCRIPT.call("listed", new IValue(x));
  }
}
