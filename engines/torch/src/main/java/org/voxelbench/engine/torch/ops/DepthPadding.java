package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.CpuFeatures;

/**
 * Zero planes put around a volume's depth before a convolution rather than by it.
 *
 * <p>oneDNN's fast gradient by the weights on AVX2 takes padding of the height and the width only
 * ({@code f_pad == 0} in {@code jit_avx2_conv_kernel_f32.cpp}); with padding of the depth it falls
 * back to a matrix of columns, which takes two to three times as long. AVX-512 has no such limit.
 */
final class DepthPadding {

  private static final boolean AT_MOST_AVX2 = CpuFeatures.ofThisMachine().isAtMostAvx2();

  /** Below, the gradient takes as long either way and the copy is lost. */
  private static final long FEWEST_VOXELS = 1000;

  /** oneDNN's blocks hold 8 channels; an image of fewer takes another way. */
  private static final long FEWEST_CHANNELS = 8;

  private DepthPadding() {}

  /** Whether the convolution's gradient by the weights is going to be computed, and faster so. */
  static boolean helps(Tensor x, Tensor weight, long[] padding) {
    return AT_MOST_AVX2
        && padding[0] > 0
        && GradMode.is_enabled()
        && weight.requires_grad()
        && x.device().is_cpu()
        && TorchTensor.is(x, ScalarType.Float)
        && x.size(1) >= FEWEST_CHANNELS
        && x.size(2) * x.size(3) * x.size(4) >= FEWEST_VOXELS;
  }

  static Tensor pad(Tensor x, long planes) {
    return torch.constant_pad_nd(x, 0, 0, 0, 0, planes, planes);
  }
}
