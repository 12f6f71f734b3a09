package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Elementwise ops with broadcasting. */
public interface ElementwiseOps extends TorchOps {

  /** Beyond it {@code log(1 + exp(x))} is x, to the last bit of a double. */
  double SOFTPLUS_LINEAR = 40;

  @Override
  default Tensor add(Tensor a, Tensor b) {
    Shapes.broadcastable("add", a, b);
    return fresh(value(a).add(value(b)));
  }

  @Override
  default Tensor sub(Tensor a, Tensor b) {
    Shapes.broadcastable("sub", a, b);
    return fresh(value(a).sub(value(b)));
  }

  @Override
  default Tensor mul(Tensor a, Tensor b) {
    Shapes.broadcastable("mul", a, b);
    return fresh(value(a).mul(value(b)));
  }

  @Override
  default Tensor div(Tensor a, Tensor b) {
    Shapes.broadcastable("div", a, b);
    return result(value(a).div(value(b)));
  }

  @Override
  default Tensor max(Tensor a, Tensor b) {
    Shapes.broadcastable("max", a, b);
    return result(torch.maximum(value(a), value(b)));
  }

  @Override
  default Tensor min(Tensor a, Tensor b) {
    Shapes.broadcastable("min", a, b);
    return result(torch.minimum(value(a), value(b)));
  }

  @Override
  default Tensor add(Tensor a, double b) {
    return fresh(value(a).add(new Scalar(b)));
  }

  @Override
  default Tensor mul(Tensor a, double b) {
    return fresh(value(a).mul(new Scalar(b)));
  }

  @Override
  default Tensor neg(Tensor x) {
    return result(value(x).neg());
  }

  @Override
  default Tensor exp(Tensor x) {
    return result(accurate(x).exp());
  }

  @Override
  default Tensor log(Tensor x) {
    return result(accurate(x).log());
  }

  @Override
  default Tensor sqrt(Tensor x) {
    return result(value(x).sqrt());
  }

  @Override
  default Tensor square(Tensor x) {
    return result(value(x).square());
  }

  @Override
  default Tensor abs(Tensor x) {
    return result(value(x).abs());
  }

  @Override
  default Tensor relu(Tensor x) {
    return result(value(x).relu());
  }

  @Override
  default Tensor leakyRelu(Tensor x, double slope) {
    return result(
        mayOverwrite(x)
            ? LeakyRelu.inPlace(value(x), slope)
            : torch.leaky_relu(value(x), new Scalar(slope)));
  }

  @Override
  default Tensor sigmoid(Tensor x) {
    return result(value(x).sigmoid());
  }

  @Override
  default Tensor softplus(Tensor x) {
    return result(torch.softplus(accurate(x), new Scalar(1.0), new Scalar(SOFTPLUS_LINEAR)));
  }

  @Override
  default Tensor gelu(Tensor x) {
    return result(torch.gelu(value(x)));
  }

  @Override
  default Tensor silu(Tensor x) {
    return result(torch.silu(value(x)));
  }

  @Override
  default Tensor clamp(Tensor x, double low, double high) {
    OpChecks.clamp(x, low, high);
    return result(
        value(x).clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
  }

  @Override
  default Tensor equal(Tensor a, Tensor b) {
    Shapes.broadcastable("equal", a, b);
    return result(value(a).eq(value(b)).to(accurate(a).scalar_type()));
  }

  @Override
  default Tensor stopGradient(Tensor x) {
    return result(value(x).detach());
  }

  @Override
  default Tensor castLike(Tensor x, Tensor other) {
    return result(value(x).to(value(other).scalar_type()));
  }

  @Override
  default Tensor fullPrecision(Tensor x) {
    return result(accurate(x));
  }
}
