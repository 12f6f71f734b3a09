package org.voxelbench.engine.torch.ops;

import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** The shapes of the ops that keep their operand's shape, or stretch two to a common one. */
public interface ElementwiseShapes extends Ops {

  /** A result of the operand's shape. */
  Tensor like(Tensor x);

  /** A result of the common shape of two operands. */
  Tensor stretched(String op, Tensor a, Tensor b);

  @Override
  default Tensor add(Tensor a, Tensor b) {
    return stretched("add", a, b);
  }

  @Override
  default Tensor sub(Tensor a, Tensor b) {
    return stretched("sub", a, b);
  }

  @Override
  default Tensor mul(Tensor a, Tensor b) {
    return stretched("mul", a, b);
  }

  @Override
  default Tensor div(Tensor a, Tensor b) {
    return stretched("div", a, b);
  }

  @Override
  default Tensor max(Tensor a, Tensor b) {
    return stretched("max", a, b);
  }

  @Override
  default Tensor min(Tensor a, Tensor b) {
    return stretched("min", a, b);
  }

  @Override
  default Tensor equal(Tensor a, Tensor b) {
    return stretched("equal", a, b);
  }

  @Override
  default Tensor add(Tensor a, double b) {
    return like(a);
  }

  @Override
  default Tensor mul(Tensor a, double b) {
    return like(a);
  }

  @Override
  default Tensor neg(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor exp(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor log(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor sqrt(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor square(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor abs(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor relu(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor leakyRelu(Tensor x, double slope) {
    return like(x);
  }

  @Override
  default Tensor sigmoid(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor softplus(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor gelu(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor silu(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor clamp(Tensor x, double low, double high) {
    return like(x);
  }

  @Override
  default Tensor stopGradient(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor fullPrecision(Tensor x) {
    return like(x);
  }

  @Override
  default Tensor softmax(Tensor x, int axis) {
    return like(x);
  }

  @Override
  default Tensor logSoftmax(Tensor x, int axis) {
    return like(x);
  }
}
