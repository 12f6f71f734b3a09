package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.GradMode;
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

  /** Below, the copies of the kernel cost as much as they save. */
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
    Tensor rows = x.reshape(-1, weight.size(1));
    Tensor y =
        GradMode.is_enabled() && rows.numel() < weight.numel()
            ? rowsAsKernel(rows, weight, bias)
            : convolved(rows, weight, bias);
    long[] shape = Shapes.longs(TorchTensor.shapeOf(x));
    shape[shape.length - 1] = weight.size(0);
    return y.view(shape);
  }

  /**
   * The weight as the image and the rows as the kernel: the gradient by the kernel, the slowest
   * part, is then the smaller of the two, and less is copied.
   */
  private static Tensor rowsAsKernel(Tensor rows, Tensor weight, Tensor bias) {
    Tensor y = convolved(weight, rows, null).t().contiguous();
    return bias == null ? y : y.add_(bias);
  }

  /** {@code [M, K]} as the image and {@code [N, K]} as the kernel give {@code [M, N]}. */
  private static Tensor convolved(Tensor image, Tensor kernel, Tensor bias) {
    Tensor pixels = image.contiguous().view(1, 1, image.size(0), image.size(1));
    Tensor y =
        torch.conv2d(
            pixels.permute(0, 3, 1, 2),
            kernel.contiguous().view(kernel.size(0), kernel.size(1), 1, 1),
            bias == null ? new TensorOptional() : new TensorOptional(bias),
            ONES,
            NO_PADDING,
            ONES,
            1);
    return y.permute(0, 2, 3, 1).reshape(image.size(0), kernel.size(0));
  }
}
