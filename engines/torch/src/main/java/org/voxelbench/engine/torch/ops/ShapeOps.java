package org.voxelbench.engine.torch.ops;

import java.util.Arrays;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Ops that move values without changing them, and the matrix product. */
public interface ShapeOps extends TorchOps {

  @Override
  default Tensor reshape(Tensor x, int... shape) {
    OpChecks.reshape(x, shape);
    return result(value(x).reshape(Shapes.longs(shape)));
  }

  /**
   * Rows of tokens come to lie in memory one after the other: the ops that follow would copy them
   * for that, each time. Volumes stay where they are: convolutions know channels that lie last.
   */
  @Override
  default Tensor permute(Tensor x, int... axes) {
    org.bytedeco.pytorch.Tensor turned = value(x).permute(OpChecks.permute(x, axes));
    boolean areRows = turned.dim() <= 3 && turned.dim() > 0;
    return result(areRows && turned.stride(-1) != 1 ? turned.contiguous() : turned);
  }

  @Override
  default Tensor slice(Tensor x, int axis, int start, int length) {
    int along = OpChecks.slice(x, axis, start, length);
    return result(value(x).narrow(along, start, length));
  }

  @Override
  default Tensor concat(int axis, Tensor... parts) {
    int along = OpChecks.concat(axis, parts);
    var values = Arrays.stream(parts).map(this::value).toArray(org.bytedeco.pytorch.Tensor[]::new);
    return result(torch.cat(new TensorVector(values), along));
  }

  @Override
  default Tensor flip(Tensor x, int... axes) {
    long[] reversed = axes.length == 0 ? new long[0] : Shapes.axes("flip", axes, x);
    return result(value(x).flip(reversed));
  }

  @Override
  default Tensor broadcastTo(Tensor x, int... shape) {
    OpChecks.broadcastTo(x, shape);
    return result(value(x).expand(Shapes.longs(shape)));
  }

  @Override
  default Tensor matmul(Tensor a, Tensor b) {
    OpChecks.matmul(a, b);
    return result(value(a).matmul(value(b)));
  }
}
