package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A linear layer on the CPU by oneDNN.
 *
 * <p>LibTorch gives one in 32-bit floats to OpenBLAS, which has one thread here and needs up to
 * twice oneDNN's time on that one (measured with AVX-512 for 512 rows of 864 to 2304 numbers).
 */
final class LinearByOneDnn {

  /** Below, the copies of the kernel cost as much as they save. */
  private static final long FEWEST_ROWS = 64;

  private static final long SHORTEST_ROW = 64;
  private static final long[] ONES = {1, 1};
  private static final long[] NO_PADDING = {0, 0};

  private LinearByOneDnn() {}

  /** Whether it is the faster way for a linear layer. */
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
   * {@code rows weight^T + bias}, {@code [M, N]}, without history.
   *
   * @param rows {@code [M, K]}
   * @param weight {@code [N, K]}
   * @param bias {@code [N]}, or null for none
   */
  static Tensor values(Tensor rows, Tensor weight, Tensor bias) {
    long[] shape = {rows.size(0), weight.size(0)};
    Tensor y = torch.empty(shape, rows.options(), new MemoryFormatOptional());
    if (bias != null) {
      y.copy_(bias);
    }
    MatrixProduct.into(y, rows, weight.t(), bias == null ? 0 : 1);
    return y;
  }

  /**
   * The same with a history, as a convolution with a kernel of one voxel: rows lie in memory as the
   * channels of an image do that has its channels last, so that nothing is copied but the kernel,
   * into oneDNN's own order.
   */
  static Tensor recorded(Tensor rows, Tensor weight, Tensor bias) {
    Tensor pixels = rows.contiguous().view(1, 1, rows.size(0), rows.size(1));
    Tensor y =
        torch.conv2d(
            pixels.permute(0, 3, 1, 2),
            weight.contiguous().view(weight.size(0), weight.size(1), 1, 1),
            bias == null ? new TensorOptional() : new TensorOptional(bias),
            ONES,
            NO_PADDING,
            ONES,
            1);
    return y.permute(0, 2, 3, 1).reshape(rows.size(0), weight.size(0));
  }
}
