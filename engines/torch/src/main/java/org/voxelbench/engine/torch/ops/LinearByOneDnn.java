package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Shapes;

/**
 * A linear layer on the CPU as oneDNN's convolution with a kernel of one voxel, forward and
 * backward.
 *
 * <p>LibTorch gives a linear layer in 32-bit floats to OpenBLAS, which has one thread here and
 * needs up to twice oneDNN's time on that one (measured with AVX-512 for 512 rows of 864 to 2304
 * numbers). Rows lie in memory as the channels of an image do that has its channels last, so that
 * nothing is copied but the weight, into oneDNN's own order.
 */
final class LinearByOneDnn {

  /** Below, the copies of the weight cost as much as they save. */
  private static final long FEWEST_ROWS = 64;

  private static final long SHORTEST_ROW = 64;
  private static final long[] ONES = {1, 1};
  private static final long[] NO_PADDING = {0, 0};

  private LinearByOneDnn() {}

  /** Whether it is the faster way. */
  static boolean helps(Tensor x, Tensor weight) {
    return x.device().is_cpu()
        && TorchTensor.is(x, ScalarType.Float)
        && TorchTensor.is(weight, ScalarType.Float)
        && x.numel() >= FEWEST_ROWS * x.size(-1)
        && Math.min(weight.size(0), weight.size(1)) >= SHORTEST_ROW
        && Context.hasMKLDNN()
        && !torch.is_autocast_enabled(DeviceType.CPU);
  }

  /**
   * The layer.
   *
   * @param x {@code [..., in]}
   * @param weight {@code [out, in]}
   * @param bias {@code [out]}, or null for none
   */
  static Tensor apply(Tensor x, Tensor weight, Tensor bias) {
    long inputs = weight.size(1);
    Tensor rows = x.reshape(1, 1, -1, inputs).permute(0, 3, 1, 2);
    Tensor kernel = weight.view(weight.size(0), inputs, 1, 1);
    TensorOptional offset = bias == null ? new TensorOptional() : new TensorOptional(bias);
    Tensor y = torch.conv2d(rows, kernel, offset, ONES, NO_PADDING, ONES, 1);
    long[] shape = Shapes.longs(TorchTensor.shapeOf(x));
    shape[shape.length - 1] = weight.size(0);
    return y.permute(0, 2, 3, 1).reshape(shape);
  }
}
