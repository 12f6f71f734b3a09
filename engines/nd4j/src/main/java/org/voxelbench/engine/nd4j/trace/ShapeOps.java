package org.voxelbench.engine.nd4j.trace;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSet;
import org.nd4j.linalg.factory.Nd4j;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Ops that move values without changing them, and the matrix product. */
interface ShapeOps extends TraceOps {

  private TracedTensor[] one(TracedTensor gradient) {
    return new TracedTensor[] {gradient};
  }

  @Override
  default TracedTensor filled(double value, int... shape) {
    Kernel kernel = Kernel.source((x, z) -> new ScalarSet(x, null, z, value));
    return trace().op("filled", kernel, shape, null);
  }

  @Override
  default TracedTensor reshape(Tensor x, int... shape) {
    OpChecks.reshape(x, shape);
    if (own(x).hasShape(shape)) {
      return own(x);
    }
    return trace().alias("reshape", own(x), shape, g -> one(reshape(g, x.shape())), own(x));
  }

  @Override
  default TracedTensor permute(Tensor x, int... axes) {
    long[] order = OpChecks.permute(x, axes);
    int[] from = x.shape();
    int[] shape = Arrays.stream(order).mapToInt(a -> from[(int) a]).toArray();
    int[] back = new int[order.length];
    IntStream.range(0, back.length).forEach(i -> back[(int) order[i]] = i);
    return trace()
        .op(
            "permute",
            NativeKernel.of("permute", order),
            shape,
            g -> one(permute(g, back)),
            own(x));
  }

  @Override
  default TracedTensor slice(Tensor x, int axis, int start, int length) {
    int along = OpChecks.slice(x, axis, start, length);
    int[] shape = x.shape();
    int after = shape[along] - start - length;
    shape[along] = length;
    long[] begin = new long[shape.length];
    begin[along] = start;
    long[] box =
        LongStream.concat(Arrays.stream(begin), Arrays.stream(Shapes.longs(shape))).toArray();
    return trace()
        .op(
            "slice",
            NativeKernel.of("slice", box),
            shape,
            g -> one(padded(g, along, start, after)),
            own(x));
  }

  @Override
  default TracedTensor padded(TracedTensor x, int axis, int before, int after) {
    int[] shape = x.shape();
    int[][] margins = new int[shape.length][2];
    margins[axis] = new int[] {before, after};
    shape[axis] += before + after;
    TracedTensor sizes = trace().constant(Nd4j.createFromArray(margins));
    return trace().op("pad", NativeKernel.of("pad", 0).with(0.0), shape, null, x, sizes);
  }

  @Override
  default TracedTensor concat(int axis, Tensor... parts) {
    int along = OpChecks.concat(axis, parts);
    int[] lengths = Arrays.stream(parts).mapToInt(part -> part.shape()[along]).toArray();
    int[] shape = parts[0].shape();
    shape[along] = Arrays.stream(lengths).sum();
    Derivative derivative =
        g -> {
          TracedTensor[] gradients = new TracedTensor[lengths.length];
          int start = 0;
          for (int i = 0; i < lengths.length; i++) {
            gradients[i] = slice(g, along, start, lengths[i]);
            start += lengths[i];
          }
          return gradients;
        };
    TracedTensor[] values = Arrays.stream(parts).map(this::own).toArray(TracedTensor[]::new);
    return trace().op("concat", NativeKernel.of("concat", along), shape, derivative, values);
  }

  /** Axis by axis: libnd4j's own op makes an array object of each row and so doubles the memory. */
  @Override
  default TracedTensor flip(Tensor x, int... axes) {
    TracedTensor flipped = own(x);
    for (long axis : axes.length == 0 ? new long[0] : Shapes.axes("flip", axes, x)) {
      flipped = flipped(flipped, (int) axis);
    }
    return flipped;
  }

  private TracedTensor flipped(TracedTensor x, int axis) {
    int[] shape = x.shape();
    long[] order = new long[shape[axis] + 1];
    order[0] = axis;
    for (int i = 1; i < order.length; i++) {
      order[i] = shape[axis] - i;
    }
    return trace()
        .op("flip", NativeKernel.of("gather", order), shape, g -> one(flipped(own(g), axis)), x);
  }

  /** By an addition to zeros: libnd4j's own ops take a hundred times as long. */
  @Override
  default TracedTensor broadcastTo(Tensor x, int... shape) {
    OpChecks.broadcastTo(x, shape);
    if (own(x).hasShape(shape)) {
      return own(x);
    }
    TracedTensor value =
        trace()
            .elementwise(
                "broadcast", NativeKernel.of("add"), shape, null, filled(0, shape), own(x));
    return differentiated("broadcastTo", value, g -> one(unstretched(g, x)), own(x));
  }

  @Override
  default TracedTensor matmul(Tensor a, Tensor b) {
    OpChecks.matmul(a, b);
    int[] left = a.shape();
    int[] right = b.shape();
    int rows = left[left.length - 2];
    int inner = left[left.length - 1];
    int columns = right[right.length - 1];
    int[] shape = left.length >= right.length ? left.clone() : right.clone();
    shape[shape.length - 2] = rows;
    shape[shape.length - 1] = columns;
    if (right.length == 2) {
      int all = (int) (NdArray.size(left) / inner);
      return reshape(product(reshape(a, all, inner), own(b), false, false), shape);
    }
    int batch = (int) (NdArray.size(right) / ((long) inner * columns));
    TracedTensor lefts =
        broadcastTo(
            left.length == 2 ? reshape(a, 1, rows, inner) : own(a), lead(shape, rows, inner));
    TracedTensor product =
        product(
            reshape(lefts, batch, rows, inner), reshape(b, batch, inner, columns), false, false);
    return reshape(product, shape);
  }

  private static int[] lead(int[] shape, int rows, int columns) {
    int[] matrices = shape.clone();
    matrices[shape.length - 2] = rows;
    matrices[shape.length - 1] = columns;
    return matrices;
  }

  @Override
  default TracedTensor product(TracedTensor a, TracedTensor b, boolean turnA, boolean turnB) {
    int[] shape = a.shape();
    int last = shape.length - 1;
    shape[last - 1] = a.shape()[turnA ? last : last - 1];
    shape[last] = b.shape()[turnB ? last - 1 : last];
    return trace()
        .op(
            "matmul",
            NativeKernel.of("matmul", turnA ? 1 : 0, turnB ? 1 : 0, 0),
            shape,
            g ->
                new TracedTensor[] {
                  turnA ? product(b, g, turnB, true) : product(g, b, false, !turnB),
                  turnB ? product(g, a, true, turnA) : product(a, g, !turnA, false)
                },
            a,
            b);
  }
}
