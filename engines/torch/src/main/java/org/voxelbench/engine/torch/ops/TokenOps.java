package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Tensor;

/** Ops on rows of tokens. */
public interface TokenOps extends TorchOps {

  @Override
  default Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    OpChecks.layerNorm(x, gamma, beta);
    int[] shape = x.shape();
    long[] last = {shape[shape.length - 1]};
    return result(
        torch.layer_norm(
            accurate(x), last, accurateOrNone(gamma), accurateOrNone(beta), eps, false));
  }

  private TensorOptional accurateOrNone(Tensor x) {
    return x == null ? new TensorOptional() : new TensorOptional(accurate(x));
  }

  @Override
  default Tensor attention(Tensor q, Tensor k, Tensor v) {
    OpChecks.attention(q, k, v);
    return result(new FlashAttention(value(q), value(k), value(v)).value());
  }
}
