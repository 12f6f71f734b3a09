package org.voxelbench.engine.torch;

import static org.voxelbench.engine.torch.TorchTensor.value;

import java.util.Arrays;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** Ops that move values without changing them, and the matrix product. */
interface ShapeOps extends Ops {

  @Override
  default Tensor reshape(Tensor x, int... shape) {
    if (NdArray.size(shape) != NdArray.size(x.shape())) {
      throw Shapes.misfit(
          "reshape", "the shape " + Arrays.toString(shape) + " holds other many values", x);
    }
    return new TorchTensor(value(x).reshape(Shapes.longs(shape)));
  }

  @Override
  default Tensor permute(Tensor x, int... axes) {
    long[] order = Shapes.axes("permute", axes, x);
    if (axes.length != x.shape().length) {
      throw Shapes.misfit(
          "permute", "the axes " + Arrays.toString(axes) + " are not all of them", x);
    }
    return new TorchTensor(value(x).permute(order));
  }

  @Override
  default Tensor slice(Tensor x, int axis, int start, int length) {
    int along = Shapes.axis("slice", axis, x);
    if (start < 0 || length < 0 || (long) start + length > x.shape()[along]) {
      throw Shapes.misfit(
          "slice", length + " entries from " + start + " do not lie on axis " + along, x);
    }
    return new TorchTensor(value(x).narrow(along, start, length));
  }

  @Override
  default Tensor concat(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new EngineException("concat needs at least one tensor.");
    }
    int along = Shapes.axis("concat", axis, parts[0]);
    int[] first = parts[0].shape();
    var values = new org.bytedeco.pytorch.Tensor[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int[] shape = parts[i].shape();
      if (shape.length == first.length) {
        shape[along] = first[along];
      }
      if (!Arrays.equals(shape, first)) {
        throw Shapes.misfit("concat", "the shapes differ beside axis " + along, parts);
      }
      values[i] = value(parts[i]);
    }
    return new TorchTensor(torch.cat(new TensorVector(values), along));
  }

  @Override
  default Tensor flip(Tensor x, int... axes) {
    if (axes.length == 0) {
      return x;
    }
    return new TorchTensor(value(x).flip(Shapes.axes("flip", axes, x)));
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
    return new TorchTensor(value(x).expand(Shapes.longs(shape)));
  }

  @Override
  default Tensor matmul(Tensor a, Tensor b) {
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
    return new TorchTensor(value(a).matmul(value(b)));
  }
}
