package org.voxelbench.engine.nd4j.trace;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Reductions. */
interface ReductionOps extends TraceOps {

  /** Rows that have no divisor from here to their length's root are summed in one piece. */
  int FEWEST_PIECES = 8;

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
    if (over.length == 0) {
      return own(x);
    }
    Arrays.sort(over);
    TracedTensor value = withoutLast(own(x), over);
    long[] left = Arrays.stream(over).filter(a -> value.shape()[(int) a] > 1).toArray();
    int[] kept = kept(x.shape(), over);
    TracedTensor sum = left.length == 0 ? value : reduced(value, kept, left);
    int[] from = x.shape();
    TracedTensor differentiated =
        differentiated(op, sum, g -> new TracedTensor[] {broadcastTo(g, from)}, own(x));
    return keepDims ? differentiated : reshape(differentiated, dropped(from, over));
  }

  /** The sums over those of the axes that are the last ones, with the axes kept. */
  private TracedTensor withoutLast(TracedTensor x, long[] axes) {
    int[] shape = x.shape();
    int first = shape.length;
    for (int i = axes.length - 1; i >= 0 && axes[i] == first - 1; i--) {
      first--;
    }
    int columns = 1;
    for (int axis = first; axis < shape.length; axis++) {
      columns *= shape[axis];
      shape[axis] = 1;
    }
    if (columns <= 1) {
      return x;
    }
    int rows = (int) (x.size() / columns);
    return reshape(rowSums(reshape(x, rows, columns)), shape);
  }

  private TracedTensor reduced(TracedTensor x, int[] shape, long... axes) {
    return trace().op("sum", NativeKernel.of("reduce_sum", axes).with(true), shape, null, x);
  }

  @Override
  default TracedTensor mean(Tensor x, boolean keepDims, int... axes) {
    TracedTensor sum = summed("mean", x, keepDims, axes);
    return mul(sum, (double) sum.size() / NdArray.size(x.shape()));
  }

  /**
   * By products with ones, first of pieces of rows and then of their sums: libnd4j's own reduction
   * is several times slower, and adds one value after the other, which costs digits in a long row.
   */
  @Override
  default TracedTensor rowSums(TracedTensor matrix) {
    int rows = matrix.shape()[0];
    int columns = matrix.shape()[1];
    int pieces = (int) Math.sqrt(columns);
    while (columns % pieces != 0) {
      pieces--;
    }
    if (pieces < FEWEST_PIECES) {
      return timesOnes(matrix);
    }
    TracedTensor parts = timesOnes(reshape(matrix, rows * pieces, columns / pieces));
    return timesOnes(reshape(parts, rows, pieces));
  }

  private TracedTensor timesOnes(TracedTensor matrix) {
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

  /** By hand: libnd4j's own gives minus infinity where an exponential underflows. */
  @Override
  default TracedTensor logSoftmax(Tensor x, int axis) {
    int along = Shapes.axis("logSoftmax", axis, x);
    int[] kept = kept(x.shape(), new long[] {along});
    TracedTensor largest =
        trace().op("largest", NativeKernel.of("reduce_max", along).with(true), kept, null, own(x));
    TracedTensor below = sub(x, largest);
    TracedTensor value = sub(below, log(sum(exp(below), true, along)));
    return differentiated(
        "logSoftmax",
        value,
        g -> new TracedTensor[] {sub(g, mul(exp(value), sum(g, true, along)))},
        own(x));
  }

  @Override
  default TracedTensor argmax(Tensor x, int axis) {
    long along = Shapes.axis("argmax", axis, x);
    int[] shape = kept(x.shape(), new long[] {along});
    NativeKernel kernel = NativeKernel.of("argmax", along).with(true);
    return cast(trace().typed("argmax", kernel, DataType.LONG, shape, own(x)));
  }
}
