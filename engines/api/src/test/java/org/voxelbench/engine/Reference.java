package org.voxelbench.engine;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The ops in plain Java, one value at a time: the oracle of {@link OpsContract}. */
final class Reference {

  private Reference() {}

  /** An array whose value at each index is computed by the function. */
  static NdArray build(int[] shape, ToDoubleFunction<int[]> value) {
    double[] values = new double[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(index(i, shape));
    }
    return NdArray.of(shape, values);
  }

  private static int[] index(int position, int[] shape) {
    int[] index = new int[shape.length];
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = position % shape[axis];
      position /= shape[axis];
    }
    return index;
  }

  static double at(NdArray x, int... index) {
    int[] shape = x.shape();
    int position = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape[axis]) {
        return 0;
      }
      position = position * shape[axis] + index[axis];
    }
    return x.at(position);
  }

  private static int[] with(int[] values, int position, int value) {
    int[] copy = values.clone();
    copy[position] = value;
    return copy;
  }

  static NdArray map(NdArray x, DoubleUnaryOperator f) {
    return NdArray.of(x.shape(), Arrays.stream(x.doubles()).map(f).toArray());
  }

  static NdArray broadcastTo(NdArray x, int... shape) {
    int[] from = x.shape();
    return build(
        shape,
        i -> {
          int[] index = Arrays.copyOfRange(i, i.length - from.length, i.length);
          for (int axis = 0; axis < from.length; axis++) {
            index[axis] = Math.min(index[axis], from[axis] - 1);
          }
          return at(x, index);
        });
  }

  static NdArray zip(NdArray a, NdArray b, DoubleBinaryOperator f) {
    int[] m = a.shape();
    int[] n = b.shape();
    int[] shape = new int[Math.max(m.length, n.length)];
    for (int i = 1; i <= shape.length; i++) {
      int left = i <= m.length ? m[m.length - i] : 1;
      int right = i <= n.length ? n[n.length - i] : 1;
      shape[shape.length - i] = Math.max(left, right);
    }
    double[] left = broadcastTo(a, shape).doubles();
    double[] right = broadcastTo(b, shape).doubles();
    return NdArray.of(
        shape,
        IntStream.range(0, left.length)
            .mapToDouble(i -> f.applyAsDouble(left[i], right[i]))
            .toArray());
  }

  static NdArray reduce(
      NdArray x, boolean keepDims, ToDoubleFunction<DoubleStream> f, int... axes) {
    int rank = x.shape().length;
    int[] kept = x.shape();
    for (int axis : axes.length == 0 ? IntStream.range(0, rank).toArray() : axes) {
      kept[axis < 0 ? axis + rank : axis] = 1;
    }
    NdArray reduced =
        build(
            kept,
            i ->
                f.applyAsDouble(
                    IntStream.range(0, x.size())
                        .filter(p -> matches(index(p, x.shape()), i, kept))
                        .mapToDouble(x::at)));
    int[] shape =
        IntStream.range(0, rank)
            .filter(a -> keepDims || kept[a] != 1 || x.shape()[a] == 1)
            .map(a -> kept[a])
            .toArray();
    return NdArray.of(shape, reduced.doubles());
  }

  private static boolean matches(int[] index, int[] reduced, int[] kept) {
    return IntStream.range(0, kept.length).allMatch(a -> kept[a] == 1 || index[a] == reduced[a]);
  }

  static NdArray softmax(NdArray x, int axis) {
    NdArray exp = map(x, Math::exp);
    return zip(exp, reduce(exp, true, DoubleStream::sum, axis), (e, sum) -> e / sum);
  }

  static NdArray argmax(NdArray x, int axis) {
    int[] shape = x.shape();
    return build(
        with(shape, axis, 1),
        i ->
            IntStream.range(0, shape[axis])
                .reduce((p, q) -> at(x, with(i, axis, q)) > at(x, with(i, axis, p)) ? q : p)
                .orElseThrow());
  }

  static NdArray oneHot(NdArray map, int classes) {
    return build(with(map.shape(), 1, classes), i -> at(map, with(i, 1, 0)) == i[1] ? 1 : 0);
  }

  static NdArray gatherClass(NdArray x, NdArray map) {
    return build(map.shape(), i -> at(x, with(i, 1, (int) at(map, i))));
  }

  static NdArray permute(NdArray x, int... axes) {
    int[] shape = Arrays.stream(axes).map(a -> x.shape()[a]).toArray();
    return build(
        shape,
        i -> {
          int[] index = new int[i.length];
          for (int a = 0; a < axes.length; a++) {
            index[axes[a]] = i[a];
          }
          return at(x, index);
        });
  }

  static NdArray slice(NdArray x, int axis, int start, int length) {
    return build(with(x.shape(), axis, length), i -> at(x, with(i, axis, i[axis] + start)));
  }

  static NdArray concat(int axis, NdArray a, NdArray b) {
    int first = a.shape()[axis];
    return build(
        with(a.shape(), axis, first + b.shape()[axis]),
        i -> i[axis] < first ? at(a, i) : at(b, with(i, axis, i[axis] - first)));
  }

  static NdArray flip(NdArray x, int... axes) {
    return build(
        x.shape(),
        i -> {
          int[] index = i.clone();
          for (int axis : axes) {
            index[axis] = x.shape()[axis] - 1 - i[axis];
          }
          return at(x, index);
        });
  }

  /** The normal distribution's cumulative function, by Simpson's rule over its density. */
  static double normal(double x) {
    double limit = Math.min(Math.abs(x), 12);
    int parts = 2000;
    double step = limit / parts;
    double area =
        IntStream.rangeClosed(0, parts)
            .mapToDouble(
                i -> {
                  double z = i * step;
                  int weight = i == 0 || i == parts ? 1 : i % 2 == 0 ? 2 : 4;
                  return weight * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
                })
            .sum();
    return 0.5 + Math.signum(x) * area * step / 3;
  }

  static NdArray matmul(NdArray a, NdArray b) {
    NdArray deeper = a.shape().length >= b.shape().length ? a : b;
    int rank = deeper.shape().length;
    int inner = a.shape()[a.shape().length - 1];
    int[] shape = deeper.shape();
    shape[rank - 2] = a.shape()[a.shape().length - 2];
    shape[rank - 1] = b.shape()[b.shape().length - 1];
    return build(
        shape,
        i ->
            IntStream.range(0, inner)
                .mapToDouble(
                    k ->
                        at(a, last(with(i, rank - 1, k), a.shape().length))
                            * at(b, last(with(i, rank - 2, k), b.shape().length)))
                .sum());
  }

  private static int[] last(int[] index, int rank) {
    return Arrays.copyOfRange(index, index.length - rank, index.length);
  }
}
