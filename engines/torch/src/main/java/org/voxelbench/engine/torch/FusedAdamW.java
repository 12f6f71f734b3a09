package org.voxelbench.engine.torch;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
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

  private static final String SCRIPT =
      """
      def listed(x: Tensor) -> List[Tensor]:
        return [x]

      def step(weight: List[Tensor], gradient: List[Tensor], mean: List[Tensor],
               square: List[Tensor], count: List[Tensor], rate: float, beta1: float,
               beta2: float, decay: float, eps: float):
        torch._fused_adamw_(weight, gradient, mean, square, [], count, lr=rate, beta1=beta1,
                            beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False,
                            maximize=False)
      """;

  private static final CompilationUnit UNIT = compiled();

  private FusedAdamW() {}

  private static CompilationUnit compiled() {
    try (PointerScope temporaries = new PointerScope()) {
      return torch.compile(SCRIPT).retainReference();
    }
  }

  /** Moves weights in place, all of one buffer. */
  static void update(
      Optimizer.AdamW adam,
      Tensor weight,
      Tensor gradient,
      List<Tensor> slots,
      long step,
      double rate) {
    try (PointerScope temporaries = new PointerScope()) {
      Function listed = UNIT.find_function(new QualifiedName("listed"));
      Tensor count = torch.full(new long[0], new Scalar(step), torch.dtype(ScalarType.Float));
      IValueVector arguments = new IValueVector();
      for (Tensor x : List.of(weight, gradient, slots.get(0), slots.get(1), count)) {
        arguments.push_back(listed.apply(new IValueVector(new IValue(x))));
      }
      for (double x :
          new double[] {rate, adam.beta1(), adam.beta2(), adam.weightDecay(), adam.eps()}) {
        arguments.push_back(new IValue(x));
      }
      UNIT.find_function(new QualifiedName("step")).run(arguments);
    }
  }
}
