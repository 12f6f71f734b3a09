package org.voxelbench.engine.nd4j.trace;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Tensor;

/** Ops on rows of tokens. */
interface TokenOps extends TraceOps {

  @Override
  default TracedTensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    OpChecks.layerNorm(x, gamma, beta);
    int last = x.shape().length - 1;
    TracedTensor centred = sub(x, mean(x, true, last));
    TracedTensor norm = div(centred, sqrt(add(mean(square(centred), true, last), eps)));
    TracedTensor scaled = gamma == null ? norm : mul(norm, gamma);
    return beta == null ? scaled : add(scaled, beta);
  }

  @Override
  default TracedTensor linear(Tensor x, Tensor weight, Tensor bias) {
    OpChecks.linear(x, weight, bias);
    int[] shape = x.shape();
    int length = shape[shape.length - 1];
    shape[shape.length - 1] = weight.shape()[0];
    TracedTensor rows = reshape(x, (int) (own(x).size() / length), length);
    TracedTensor product = product(rows, own(weight), false, true);
    return reshape(bias == null ? product : add(product, bias), shape);
  }

  /** The gradient is summed by one thread, for its order. */
  @Override
  default TracedTensor gather(Tensor x, Tensor index) {
    OpChecks.gather(x, index);
    int[] from = x.shape();
    int[] shape = {from[0], index.shape()[1], from[2]};
    int all = from[0] * from[1];
    int named = shape[0] * shape[1];
    TracedTensor places =
        trace()
            .typed(
                "rows",
                new RowNumbers(own(x), own(index)),
                DataType.LONG,
                new int[] {named},
                own(index));
    TracedTensor rows = reshape(x, all, from[2]);
    NativeKernel sums = NativeKernel.of("scatter_add").with(true);
    TracedTensor value =
        trace()
            .op(
                "gather",
                NativeKernel.of("gather", 0),
                new int[] {named, from[2]},
                g ->
                    new TracedTensor[] {
                      trace()
                          .op(
                              "gatherGradient",
                              sums,
                              rows.shape(),
                              null,
                              filled(0, rows.shape()),
                              places,
                              g),
                      null
                    },
                rows,
                places);
    return reshape(value, shape);
  }

  /** By the matrix of all scores. */
  @Override
  default TracedTensor attention(Tensor q, Tensor k, Tensor v) {
    OpChecks.attention(q, k, v);
    int[] axes = IntStream.range(0, q.shape().length).toArray();
    int last = axes.length - 1;
    axes[last - 1] = last;
    axes[last] = last - 1;
    TracedTensor scaled = mul(q, 1 / Math.sqrt(q.shape()[last]));
    return matmul(softmax(matmul(scaled, permute(k, axes)), last), v);
  }

  @Override
  default TracedTensor rotary(Tensor x, Tensor cos, Tensor sin) {
    OpChecks.rotary(x, cos, sin);
    int[] shape = x.shape();
    TracedTensor pairs = reshape(fullPrecision(x), shape[0], shape[1], shape[2], shape[3] / 2, 2);
    TracedTensor a = reshape(slice(pairs, 4, 0, 1), shape[0], shape[1], shape[2], shape[3] / 2);
    TracedTensor b = reshape(slice(pairs, 4, 1, 1), shape[0], shape[1], shape[2], shape[3] / 2);
    TracedTensor first = sub(mul(a, cos), mul(b, sin));
    TracedTensor second = add(mul(b, cos), mul(a, sin));
    return reshape(concat(4, column(first), column(second)), shape);
  }

  private TracedTensor column(TracedTensor x) {
    int[] shape = x.shape();
    return reshape(x, shape[0], shape[1], shape[2], shape[3], 1);
  }
}
