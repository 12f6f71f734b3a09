package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Reductions, in full precision whatever their input is in. */
public interface ReductionOps extends TorchOps {

  @Override
  default Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return result(value(x).sum(Shapes.axes("sum", axes, x), keepDims, accumulator(value(x))));
  }

  @Override
  default Tensor mean(Tensor x, boolean keepDims, int... axes) {
    return result(value(x).mean(Shapes.axes("mean", axes, x), keepDims, accumulator(value(x))));
  }

  @Override
  default Tensor softmax(Tensor x, int axis) {
    return result(value(x).softmax(Shapes.axis("softmax", axis, x), accumulator(value(x))));
  }

  @Override
  default Tensor logSoftmax(Tensor x, int axis) {
    return result(value(x).log_softmax(Shapes.axis("logSoftmax", axis, x), accumulator(value(x))));
  }

  @Override
  default Tensor argmax(Tensor x, int axis) {
    int channel = Shapes.axis("argmax", axis, x);
    return result(value(x).argmax(new LongOptional(channel), true).to(accurate(x).scalar_type()));
  }

  private static ScalarTypeOptional accumulator(org.bytedeco.pytorch.Tensor x) {
    return TorchTensor.is(x, ScalarType.BFloat16)
        ? new ScalarTypeOptional(ScalarType.Float)
        : new ScalarTypeOptional();
  }
}
