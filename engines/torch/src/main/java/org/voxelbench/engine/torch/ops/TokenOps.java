package org.voxelbench.engine.torch.ops;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Tensor;

/** Ops on rows of tokens. */
public interface TokenOps extends TorchOps {

  /** What this run records beside autograd. */
  Tape tape();

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
  default Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    OpChecks.linear(x, weight, bias);
    org.bytedeco.pytorch.Tensor rows = value(x);
    org.bytedeco.pytorch.Tensor factors = value(weight);
    org.bytedeco.pytorch.Tensor added = bias == null ? null : value(bias);
    return LinearByOneDnn.helps(rows, factors)
        ? result(tape().linear(rows, factors, added))
        : fresh(EmulatedBfloat16.apply(torch::linear, rows, factors, added));
  }

  /**
   * By the kernel for embeddings, whose gradient sums in a fixed order; in full precision, so that
   * the thousandth row of a sum still counts.
   */
  @Override
  default Tensor gather(Tensor x, Tensor index) {
    OpChecks.gather(x, index);
    org.bytedeco.pytorch.Tensor rows = value(x);
    org.bytedeco.pytorch.Tensor named = value(index).detach();
    Scalar last = new Scalar(rows.size(1) - 1.0);
    var nearest =
        named.trunc().clamp(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(last));
    var known = named.eq(nearest);
    if (!rows.is_cuda() && !known.all().item_bool()) {
      throw OpChecks.noSuchRow(x, index);
    }
    var ofSample = nearest.nan_to_num().to(ScalarType.Long);
    var before = torch.arange(new Scalar(rows.size(0)), ofSample.options());
    var places = ofSample.add(before.mul(new Scalar(rows.size(1))).unsqueeze(1));
    var flat = accurate(x).reshape(-1, rows.size(2));
    var found = torch.embedding(flat, places).to(rows.scalar_type());
    // As in gatherClass: a card must not be asked for what is not there.
    return result(
        rows.is_cuda() ? torch.where(known.unsqueeze(2), found, new Scalar(Double.NaN)) : found);
  }

  @Override
  default Tensor attention(Tensor q, Tensor k, Tensor v) {
    OpChecks.attention(q, k, v);
    return result(new FlashAttention(value(q), value(k), value(v)).value());
  }

  /** As a product of complex numbers, in one pass. */
  @Override
  default Tensor rotary(Tensor x, Tensor cos, Tensor sin) {
    OpChecks.rotary(x, cos, sin);
    var pairs = accurate(x).unflatten(3, -1, 2);
    boolean aligned =
        pairs.stride(4) == 1
            && pairs.storage_offset() % 2 == 0
            && LongStream.range(0, 4).allMatch(axis -> pairs.stride(axis) % 2 == 0);
    var planes = torch.view_as_complex(aligned ? pairs : pairs.contiguous());
    var turned =
        planes.mul(
            torch.view_as_complex(torch.stack(new TensorVector(accurate(cos), accurate(sin)), -1)));
    return result(torch.view_as_real(turned).flatten(3, 4));
  }
}
