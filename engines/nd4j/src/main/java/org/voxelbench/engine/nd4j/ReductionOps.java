package org.voxelbench.engine.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Reductions. */
interface ReductionOps extends TraceOps {

  private static int[] kept(int[] shape, long[] axes) {
    int[] kept = shape.clone();
    for (long axis : axes) {
      kept[(int) axis] = 1;
    }
    return kept;
  }

  private static int[] dropped(int[] shape, long[] axes) {
    int[] marked = shape.clone();
    for (long axis : axes) {
      marked[(int) axis] = -1;
    }
    return Arrays.stream(marked).filter(n -> n >= 0).toArray();
  }

  @Override
  default TracedTensor sum(Tensor x, boolean keepDims, int... axes) {
    return summed("sum", x, keepDims, axes);
  }

  private TracedTensor summed(String op, Tensor x, boolean keepDims, int... axes) {
    long[] over = Shapes.axes(op, axes, x);
    int[] shape = x.shape();
    int[] kept = kept(shape, over);
    if (over.length == 0) {
      return own(x);
    }
    TracedTensor sum =
        trace()
            .op(
                "sum",
                NativeKernel.of("reduce_sum", over).with(true),
                kept,
                g -> new TracedTensor[] {broadcastTo(g, shape)},
                own(x));
    return keepDims ? sum : reshape(sum, dropped(shape, over));
  }

  @Override
  default TracedTensor mean(Tensor x, boolean keepDims, int... axes) {
    TracedTensor sum = summed("mean", x, keepDims, axes);
    return mul(sum, (double) sum.size() / NdArray.size(x.shape()));
  }

  @Override
  default TracedTensor rowSums(TracedTensor matrix) {
    int[] shape = matrix.shape();
    TracedTensor ones = filled(1, shape[1], 1);
    NativeKernel product = NativeKernel.of("matmul", 0, 0, 0);
    return trace().op("rowSums", product, new int[] {shape[0], 1}, null, matrix, ones);
  }

  @Override
  default TracedTensor softmax(Tensor x, int axis) {
    int along = Shapes.axis("softmax", axis, x);
    TracedTensor value = exp(logSoftmax(x, along));
    return differentiated(
        "softmax",
        value,
        g -> new TracedTensor[] {mul(value, sub(g, sum(mul(g, value), true, along)))},
        own(x));
  }

  @Override
  default TracedTensor logSoftmax(Tensor x, int axis) {
    int along = Shapes.axis("logSoftmax", axis, x);
    TracedTensor[] y = new TracedTensor[1];
    y[0] =
        trace()
            .op(
                "logSoftmax",
                NativeKernel.of("log_softmax", along),
                x.shape(),
                g -> new TracedTensor[] {sub(g, mul(exp(y[0]), sum(g, true, along)))},
                own(x));
    return y[0];
  }

  @Override
  default TracedTensor argmax(Tensor x, int axis) {
    long along = Shapes.axis("argmax", axis, x);
    int[] shape = kept(x.shape(), new long[] {along});
    NativeKernel kernel = NativeKernel.of("argmax", along).with(true);
    return cast(trace().typed("argmax", kernel, DataType.LONG, shape, own(x)));
  }
}
