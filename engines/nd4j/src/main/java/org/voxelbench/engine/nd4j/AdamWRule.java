package org.voxelbench.engine.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.factory.Nd4j;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.nd4j.trace.Kernel;
import org.voxelbench.engine.nd4j.trace.NativeKernel;
import org.voxelbench.engine.nd4j.trace.Vectors;

/** Adam with decoupled weight decay, in PyTorch's form. */
record AdamWRule(Optimizer.AdamW adam) implements UpdateRule {

  private static final NativeKernel DIVIDE = NativeKernel.of("divide");

  @Override
  public List<String> slots() {
    return List.of("mean", "square");
  }

  @Override
  public void update(
      INDArray weight,
      INDArray gradient,
      List<INDArray> slots,
      long step,
      double scale,
      double rate) {
    INDArray mean = slots.get(0);
    INDArray square = slots.get(1);
    Vectors.scale(gradient, scale);
    Vectors.scale(weight, 1 - rate * adam.weightDecay());
    Vectors.scale(mean, adam.beta1());
    Vectors.addScaled(mean, 1 - adam.beta1(), gradient);
    Nd4j.getExecutioner().exec(new Square(gradient, gradient));
    Vectors.scale(square, adam.beta2());
    Vectors.addScaled(square, 1 - adam.beta2(), gradient);
    double meanCorrection = 1 - Math.pow(adam.beta1(), step);
    double squareCorrection = Math.sqrt(1 - Math.pow(adam.beta2(), step));
    Nd4j.getExecutioner().exec(new Sqrt(square, gradient));
    Vectors.scale(gradient, 1 / squareCorrection);
    Nd4j.getExecutioner().exec(new ScalarAdd(gradient, null, gradient, adam.eps()));
    INDArray[] operands = {mean, gradient};
    try (Kernel.Call division = DIVIDE.bind(operands, new INDArray[] {gradient})) {
      division.run();
    }
    Vectors.addScaled(weight, -rate / meanCorrection, gradient);
  }
}
