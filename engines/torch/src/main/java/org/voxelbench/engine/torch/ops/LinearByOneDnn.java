package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Shapes;

/**
 * A linear layer on the CPU by oneDNN.
 *
 * <p>LibTorch gives one in 32-bit floats to OpenBLAS, which has one thread here and needs up to
 * twice oneDNN's time on that one (measured with AVX-512 for 512 rows of 864 to 2304 numbers).
 */
final class LinearByOneDnn {

  /** Below, LibTorch's own way costs as little. */
  private static final long FEWEST_ROWS = 64;

  private static final long SHORTEST_ROW = 64;

  private LinearByOneDnn() {}

  /** Whether the shapes are those for which it is the faster way. */
  static boolean helps(int[] x, int[] weight) {
    long rows = 1;
    for (int axis = 0; axis < x.length - 1; axis++) {
      rows *= x[axis];
    }
    return rows >= FEWEST_ROWS && Math.min(weight[0], weight[1]) >= SHORTEST_ROW;
  }

  /** Whether it is the faster way for a linear layer. */
  static boolean helps(Tensor x, Tensor weight) {
    return x.device().is_cpu()
        && TorchTensor.is(x, ScalarType.Float)
        && TorchTensor.is(weight, ScalarType.Float)
        && helps(TorchTensor.shapeOf(x), TorchTensor.shapeOf(weight))
        && Context.hasMKLDNN()
        && !torch.is_autocast_enabled(DeviceType.CPU);
  }

  /**
   * {@code x weight^T + bias}, {@code [..., out]}, without history.
   *
   * @param x {@code [..., in]}
   * @param weight {@code [out, in]}
   * @param bias {@code [out]}, or null for none
   */
  static Tensor values(Tensor x, Tensor weight, Tensor bias) {
    long[] shape = Shapes.longs(TorchTensor.shapeOf(x));
    shape[shape.length - 1] = weight.size(0);
    Tensor y = torch.empty(shape, x.options(), new MemoryFormatOptional());
    if (bias != null) {
      y.copy_(bias);
    }
    Tensor rows = x.reshape(-1, weight.size(1));
    MatrixProduct.into(y.view(-1, weight.size(0)), rows, weight.t(), bias == null ? 0 : 1);
    return y;
  }
}
