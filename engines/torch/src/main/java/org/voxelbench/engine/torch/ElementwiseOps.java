package org.voxelbench.engine.torch;

import static org.voxelbench.engine.torch.TorchTensor.accurate;
import static org.voxelbench.engine.torch.TorchTensor.value;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** Elementwise ops with broadcasting. */
interface ElementwiseOps extends Ops {

  /** Beyond it {@code log(1 + exp(x))} is x, to the last bit of a double. */
  double SOFTPLUS_LINEAR = 40;

  @Override
  default Tensor add(Tensor a, Tensor b) {
    Shapes.broadcastable("add", a, b);
    return new TorchTensor(value(a).add(value(b)));
  }

  @Override
  default Tensor sub(Tensor a, Tensor b) {
    Shapes.broadcastable("sub", a, b);
    return new TorchTensor(value(a).sub(value(b)));
  }

  @Override
  default Tensor mul(Tensor a, Tensor b) {
    Shapes.broadcastable("mul", a, b);
    return new TorchTensor(value(a).mul(value(b)));
  }

  @Override
  default Tensor div(Tensor a, Tensor b) {
    Shapes.broadcastable("div", a, b);
    return new TorchTensor(value(a).div(value(b)));
  }

  @Override
  default Tensor max(Tensor a, Tensor b) {
    Shapes.broadcastable("max", a, b);
    return new TorchTensor(torch.maximum(value(a), value(b)));
  }

  @Override
  default Tensor min(Tensor a, Tensor b) {
    Shapes.broadcastable("min", a, b);
    return new TorchTensor(torch.minimum(value(a), value(b)));
  }

  @Override
  default Tensor add(Tensor a, double b) {
    return new TorchTensor(value(a).add(new Scalar(b)));
  }

  @Override
  default Tensor mul(Tensor a, double b) {
    return new TorchTensor(value(a).mul(new Scalar(b)));
  }

  @Override
  default Tensor neg(Tensor x) {
    return new TorchTensor(value(x).neg());
  }

  @Override
  default Tensor exp(Tensor x) {
    return new TorchTensor(accurate(x).exp());
  }

  @Override
  default Tensor log(Tensor x) {
    return new TorchTensor(accurate(x).log());
  }

  @Override
  default Tensor sqrt(Tensor x) {
    return new TorchTensor(value(x).sqrt());
  }

  @Override
  default Tensor square(Tensor x) {
    return new TorchTensor(value(x).square());
  }

  @Override
  default Tensor abs(Tensor x) {
    return new TorchTensor(value(x).abs());
  }

  @Override
  default Tensor relu(Tensor x) {
    return new TorchTensor(value(x).relu());
  }

  @Override
  default Tensor leakyRelu(Tensor x, double slope) {
    return new TorchTensor(torch.leaky_relu(value(x), new Scalar(slope)));
  }

  @Override
  default Tensor sigmoid(Tensor x) {
    return new TorchTensor(value(x).sigmoid());
  }

  @Override
  default Tensor softplus(Tensor x) {
    return new TorchTensor(
        torch.softplus(accurate(x), new Scalar(1.0), new Scalar(SOFTPLUS_LINEAR)));
  }

  @Override
  default Tensor clamp(Tensor x, double low, double high) {
    if (!(low <= high)) {
      throw Shapes.misfit("clamp", "the limits " + low + " and " + high + " are not in order", x);
    }
    return new TorchTensor(
        value(x).clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
  }

  @Override
  default Tensor equal(Tensor a, Tensor b) {
    Shapes.broadcastable("equal", a, b);
    return new TorchTensor(value(a).eq(value(b)).to(accurate(a).scalar_type()));
  }

  @Override
  default Tensor stopGradient(Tensor x) {
    return new TorchTensor(value(x).detach());
  }

  @Override
  default Tensor fullPrecision(Tensor x) {
    return new TorchTensor(accurate(x));
  }
}
