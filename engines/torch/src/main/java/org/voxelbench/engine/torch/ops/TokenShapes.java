package org.voxelbench.engine.torch.ops;

import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** The shapes of the ops on rows of tokens. */
public interface TokenShapes extends Ops {

  /** A result of a shape, computed from operands, of which some may be null. */
  Tensor result(int[] shape, Tensor... read);

  /** Takes note of a linear layer for which oneDNN's way is the faster one on the CPU. */
  void largeLinear();

  @Override
  default Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    OpChecks.layerNorm(x, gamma, beta);
    return result(x.shape(), x, gamma, beta);
  }

  @Override
  default Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    OpChecks.linear(x, weight, bias);
    int[] shape = x.shape();
    shape[shape.length - 1] = weight.shape()[0];
    if (LinearByOneDnn.helps(x.shape(), weight.shape())) {
      largeLinear();
    }
    return result(shape, x, weight, bias);
  }

  @Override
  default Tensor gather(Tensor x, Tensor index) {
    OpChecks.gather(x, index);
    int[] shape = x.shape();
    shape[1] = index.shape()[1];
    return result(shape, x, index);
  }

  @Override
  default Tensor attention(Tensor q, Tensor k, Tensor v) {
    OpChecks.attention(q, k, v);
    int[] shape = q.shape();
    shape[shape.length - 1] = v.shape()[shape.length - 1];
    return result(shape, q, k, v);
  }

  @Override
  default Tensor rotary(Tensor x, Tensor cos, Tensor sin) {
    OpChecks.rotary(x, cos, sin);
    return result(x.shape(), x, cos, sin);
  }
}
