package org.voxelbench.engine.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/** Ops that move values without changing them, and the matrix product. */
interface ShapeOps extends TorchOps {

  @Override
  default Tensor reshape(Tensor x, int... shape) {
    if (NdArray.size(shape) != NdArray.size(x.shape())) {
      throw Shapes.misfit(
          "reshape", "the shape " + Arrays.toString(shape) + " holds other many values", x);
    }
    return result(value(x).reshape(Shapes.longs(shape)));
  }

  @Override
  default Tensor permute(Tensor x, int... axes) {
    long[] order = Shapes.axes("permute", axes, x);
    if (axes.length != x.shape().length) {
      throw Shapes.misfit(
          "permute", "the axes " + Arrays.toString(axes) + " are not all of them", x);
    }
    return result(value(x).permute(order));
  }

  @Override
  default Tensor slice(Tensor x, int axis, int start, int length) {
    int along = Shapes.axis("slice", axis, x);
    if (start < 0 || length < 0 || (long) start + length > x.shape()[along]) {
      throw Shapes.misfit(
          "slice", length + " entries from " + start + " do not lie on axis " + along, x);
    }
    return result(value(x).narrow(along, start, length));
  }

  static void checkConcat(int axis, Tensor... parts) {
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
  }

  @Override
  default Tensor concat(int axis, Tensor... parts) {
    checkConcat(axis, parts);
    var values = Arrays.stream(parts).map(this::value).toArray(org.bytedeco.pytorch.Tensor[]::new);
    return result(torch.cat(new TensorVector(values), Shapes.axis("concat", axis, parts[0])));
  }

  @Override
  default Tensor flip(Tensor x, int... axes) {
    long[] reversed = axes.length == 0 ? new long[0] : Shapes.axes("flip", axes, x);
    return result(value(x).flip(reversed));
  }

  @Override
  default Tensor broadcastTo(Tensor x, int... shape) {
    int[] from = x.shape();
    boolean fits = shape.length >= from.length;
    for (int i = 1; fits && i <= from.length; i++) {
      int n = from[from.length - i];
      fits = n == 1 || n == shape[shape.length - i];
    }
    if (!fits) {
      throw Shapes.misfit("broadcastTo", "it can't be repeated to " + Arrays.toString(shape), x);
    }
    return result(value(x).expand(Shapes.longs(shape)));
  }

  static void checkMatmul(Tensor a, Tensor b) {
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

  @Override
  default Tensor matmul(Tensor a, Tensor b) {
    checkMatmul(a, b);
    return result(value(a).matmul(value(b)));
  }
}
