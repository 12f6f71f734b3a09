package org.voxelbench.engine;

import java.util.Arrays;

/**
 * Whether the operands of an op of {@link Ops} fit together, checked before a native library sees
 * them.
 *
 * <p>What does not fit is refused with an {@link EngineException} that prints the shapes.
 */
public final class OpChecks {

  private OpChecks() {}

  private static void windowFits(String op, Tensor x, Tensor weight, int[] window, int[] padding) {
    int[] shape = x.shape();
    for (int i = 0; i < 3; i++) {
      if ((long) shape[i + 2] + 2L * padding[i] < window[i]) {
        throw Shapes.misfit(
            op, "the window " + Arrays.toString(window) + " is larger than the volume", x, weight);
      }
    }
  }

  /** Checks {@link Ops#conv3d}. */
  public static void convolution(
      Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    Shapes.volume("conv3d", x);
    Shapes.volume("conv3d", weight);
    Shapes.positiveTriple("conv3d", "stride", stride, x);
    int[] kernel = weight.shape();
    if (padding.length != 3 || Arrays.stream(padding).anyMatch(p -> p < 0)) {
      throw Shapes.misfit(
          "conv3d", "padding " + Arrays.toString(padding) + " must be three numbers from 0", x);
    }
    if (x.shape()[1] != kernel[1]) {
      throw Shapes.misfit("conv3d", "the numbers of input channels differ", x, weight);
    }
    Shapes.channels("conv3d", x, bias, kernel[0]);
    windowFits("conv3d", x, weight, Arrays.copyOfRange(kernel, 2, 5), padding);
  }

  /** Checks {@link Ops#convTranspose3d}. */
  public static void transposedConvolution(Tensor x, Tensor weight, Tensor bias, int[] stride) {
    Shapes.volume("convTranspose3d", x);
    Shapes.volume("convTranspose3d", weight);
    Shapes.positiveTriple("convTranspose3d", "stride", stride, x);
    if (x.shape()[1] != weight.shape()[0]) {
      throw Shapes.misfit("convTranspose3d", "the numbers of input channels differ", x, weight);
    }
    Shapes.channels("convTranspose3d", x, bias, weight.shape()[1]);
  }

  /** Checks {@link Ops#avgPool3d} and {@link Ops#maxPool3d}. */
  public static void pooling(String op, Tensor x, int[] kernel) {
    Shapes.volume(op, x);
    Shapes.positiveTriple(op, "kernel", kernel, x);
    windowFits(op, x, x, kernel, new int[3]);
  }

  /** Checks {@link Ops#instanceNorm}. */
  public static void instanceNorm(Tensor x, Tensor gamma, Tensor beta) {
    if (x.shape().length < 3) {
      throw Shapes.misfit("instanceNorm", "it needs a shape [N, C, ...] with a spatial axis", x);
    }
    Shapes.channels("instanceNorm", x, gamma, x.shape()[1]);
    Shapes.channels("instanceNorm", x, beta, x.shape()[1]);
  }

  /** Checks {@link Ops#layerNorm}. */
  public static void layerNorm(Tensor x, Tensor gamma, Tensor beta) {
    int[] shape = x.shape();
    if (shape.length < 1) {
      throw Shapes.misfit("layerNorm", "it needs an axis", x);
    }
    Shapes.channels("layerNorm", x, gamma, shape[shape.length - 1]);
    Shapes.channels("layerNorm", x, beta, shape[shape.length - 1]);
  }

  /** Checks {@link Ops#linear}. */
  public static void linear(Tensor x, Tensor weight, Tensor bias) {
    int[] rows = x.shape();
    int[] matrix = weight.shape();
    if (rows.length < 2 || matrix.length != 2 || rows[rows.length - 1] != matrix[1]) {
      throw Shapes.misfit("linear", "[..., E] and a weight [F, E] are needed", x, weight);
    }
    Shapes.channels("linear", x, bias, matrix[0]);
  }

  /** Checks {@link Ops#gather} but the index's values. */
  public static void gather(Tensor x, Tensor index) {
    int[] rows = x.shape();
    int[] named = index.shape();
    if (rows.length != 3 || named.length != 2 || rows[0] != named[0] || rows[1] < 1) {
      throw Shapes.misfit(
          "gather", "[N, T, E] with a row and an index [N, V] are needed", x, index);
    }
  }

  /** A refusal of {@link Ops#gather} for an index that names no row. */
  public static EngineException noSuchRow(Tensor x, Tensor index) {
    return Shapes.misfit(
        "gather",
        "the index holds something else than whole numbers from 0 to " + (x.shape()[1] - 1),
        x,
        index);
  }

  /** Checks {@link Ops#attention}. */
  public static void attention(Tensor q, Tensor k, Tensor v) {
    int[] queries = q.shape();
    int[] keys = k.shape();
    int[] values = v.shape();
    int rank = queries.length;
    boolean fits =
        rank >= 2
            && keys.length == rank
            && values.length == rank
            && queries[rank - 1] == keys[rank - 1]
            && keys[rank - 2] == values[rank - 2]
            && Arrays.equals(Arrays.copyOf(queries, rank - 2), Arrays.copyOf(keys, rank - 2))
            && Arrays.equals(Arrays.copyOf(queries, rank - 2), Arrays.copyOf(values, rank - 2));
    if (!fits) {
      throw Shapes.misfit(
          "attention",
          "[..., T, D], [..., S, D] and [..., S, E] with equal leading axes are needed",
          q,
          k,
          v);
    }
  }

  /** Checks {@link Ops#rotary}. */
  public static void rotary(Tensor x, Tensor cos, Tensor sin) {
    int[] rows = x.shape();
    int[] angles = cos.shape();
    boolean fits =
        rows.length == 4
            && angles.length == 4
            && rows[3] % 2 == 0
            && (angles[0] == 1 || angles[0] == rows[0])
            && angles[1] == 1
            && angles[2] == rows[2]
            && angles[3] == rows[3] / 2
            && Arrays.equals(angles, sin.shape());
    if (!fits) {
      throw Shapes.misfit(
          "rotary", "[N, heads, T, D] and twice [1 or N, 1, T, D / 2] are needed", x, cos, sin);
    }
  }

  /** Checks {@link Ops#clamp}. */
  public static void clamp(Tensor x, double low, double high) {
    if (!(low <= high)) {
      throw Shapes.misfit("clamp", "the limits " + low + " and " + high + " are not in order", x);
    }
  }

  /** Checks {@link Ops#oneHot}. */
  public static void oneHot(Tensor classMap, int classes) {
    int[] shape = classMap.shape();
    if (shape.length < 2 || shape[1] != 1 || classes < 1) {
      throw Shapes.misfit(
          "oneHot",
          "a map [N, 1, ...] and at least one class are needed, not " + classes,
          classMap);
    }
  }

  /** Checks {@link Ops#gatherClass}. */
  public static void gatherClass(Tensor x, Tensor classMap) {
    int[] expected = x.shape();
    if (expected.length >= 2) {
      expected[1] = 1;
    }
    if (expected.length < 2 || !Arrays.equals(expected, classMap.shape())) {
      throw Shapes.misfit(
          "gatherClass", "[N, C, ...] and a class map [N, 1, ...] are needed", x, classMap);
    }
  }

  /** Checks {@link Ops#reshape}. */
  public static void reshape(Tensor x, int... shape) {
    if (NdArray.size(shape) != NdArray.size(x.shape())) {
      throw Shapes.misfit(
          "reshape", "the shape " + Arrays.toString(shape) + " holds other many values", x);
    }
  }

  /** Checks {@link Ops#permute} and gives the axes counted from the start. */
  public static long[] permute(Tensor x, int... axes) {
    long[] order = Shapes.axes("permute", axes, x);
    if (axes.length != x.shape().length) {
      throw Shapes.misfit(
          "permute", "the axes " + Arrays.toString(axes) + " are not all of them", x);
    }
    return order;
  }

  /** Checks {@link Ops#slice} and gives the axis counted from the start. */
  public static int slice(Tensor x, int axis, int start, int length) {
    int along = Shapes.axis("slice", axis, x);
    if (start < 0 || length < 0 || (long) start + length > x.shape()[along]) {
      throw Shapes.misfit(
          "slice", length + " entries from " + start + " do not lie on axis " + along, x);
    }
    return along;
  }

  /** Checks {@link Ops#concat} and gives the axis counted from the start. */
  public static int concat(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new EngineException("concat needs at least one tensor.");
    }
    int along = Shapes.axis("concat", axis, parts[0]);
    int[] first = parts[0].shape();
    for (Tensor part : parts) {
      int[] shape = part.shape();
      if (shape.length == first.length) {
        shape[along] = first[along];
      }
      if (!Arrays.equals(shape, first)) {
        throw Shapes.misfit("concat", "the shapes differ beside axis " + along, parts);
      }
    }
    return along;
  }

  /** Checks {@link Ops#broadcastTo}. */
  public static void broadcastTo(Tensor x, int... shape) {
    int[] from = x.shape();
    boolean fits = shape.length >= from.length;
    for (int i = 1; fits && i <= from.length; i++) {
      int n = from[from.length - i];
      fits = n == 1 || n == shape[shape.length - i];
    }
    if (!fits) {
      throw Shapes.misfit("broadcastTo", "it can't be repeated to " + Arrays.toString(shape), x);
    }
  }

  /** Checks {@link Ops#matmul}. */
  public static void matmul(Tensor a, Tensor b) {
    int[] left = a.shape();
    int[] right = b.shape();
    boolean fits =
        left.length >= 2
            && right.length >= 2
            && left[left.length - 1] == right[right.length - 2]
            && (left.length == 2
                || right.length == 2
                || Arrays.equals(
                    Arrays.copyOf(left, left.length - 2), Arrays.copyOf(right, right.length - 2)));
    if (!fits) {
      throw Shapes.misfit(
          "matmul", "[..., M, K] x [..., K, N] with equal leading axes is needed", a, b);
    }
  }
}
