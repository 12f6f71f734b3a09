package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.Shapes;

/**
 * Attention by LibTorch's kernels that keep no matrix of all scores, forward and backward.
 *
 * <p>They take four axes, values as long as the queries, numbers of a row side by side and, on
 * CUDA, rows of a multiple of eight numbers; anything else LibTorch computes by way of that matrix.
 * Zeros behind the rows make them as long without a change of the scores.
 *
 * @param q {@code [..., T, D]}
 * @param k {@code [..., S, D]}
 * @param v {@code [..., S, E]}
 */
record FlashAttention(Tensor q, Tensor k, Tensor v) {

  private static final long ROW_ON_CUDA = 8;

  /** {@code softmax(q k^T / sqrt(D)) v}. */
  Tensor value() {
    long length = Math.max(q.size(-1), v.size(-1));
    long row = q.is_cuda() ? (length + ROW_ON_CUDA - 1) / ROW_ON_CUDA * ROW_ON_CUDA : length;
    Tensor attended =
        torch.scaled_dot_product_attention(
            rows(q, row),
            rows(k, row),
            rows(v, row),
            new TensorOptional(),
            0,
            false,
            new DoubleOptional(1 / Math.sqrt(q.size(-1))),
            false);
    Tensor wanted = v.size(-1) == row ? attended : attended.narrow(-1, 0, v.size(-1));
    return wanted.reshape(shape());
  }

  private long[] shape() {
    long[] shape = Shapes.longs(TorchTensor.shapeOf(q));
    shape[shape.length - 1] = v.size(-1);
    return shape;
  }

  /** The operand with four axes and rows of a length. */
  private static Tensor rows(Tensor x, long length) {
    long axes = x.dim();
    Tensor lists = axes == 4 ? x : x.reshape(-1, axes < 3 ? 1 : x.size(-3), x.size(-2), x.size(-1));
    if (x.size(-1) < length) {
      return torch.constant_pad_nd(lists, 0, length - x.size(-1));
    }
    return lists.stride(-1) == 1 ? lists : lists.contiguous();
  }
}
