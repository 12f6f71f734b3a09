package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Convolution of one sample on the CPU by oneDNN.
 *
 * <p>LibTorch gives a single sample with {@code C * D * H <= 20480} to a column-matrix convolution
 * that takes two to three times as long (measured on one thread for 16 to 64 channels at 3000 to
 * 11000 voxels; below some hundred voxels it is the faster one, at 1400 they are equal). oneDNN's
 * convolution can be called by name for the forward pass. Its backward pass is chosen by the same
 * rule again, unless the input comes in oneDNN's own layout; with few input channels that layout
 * costs more than it saves.
 */
final class SingleSampleConvolution {

  private static final long FEWEST_VOXELS = 1000;
  private static final long LIBTORCH_CHOOSES_ONEDNN = 20480;
  private static final long FEWEST_CHANNELS_OF_LAYOUT = 16;

  private SingleSampleConvolution() {}

  /** Whether LibTorch would choose the slow way and oneDNN is the faster one. */
  static boolean helps(Tensor x, Tensor weight) {
    return x.size(0) == 1
        && x.device().is_cpu()
        && TorchTensor.is(x, ScalarType.Float)
        && TorchTensor.is(weight, ScalarType.Float)
        && x.size(1) * x.size(2) * x.size(3) <= LIBTORCH_CHOOSES_ONEDNN
        && x.size(2) * x.size(3) * x.size(4) >= FEWEST_VOXELS
        && weight.size(2) * weight.size(3) * weight.size(4) > 1
        && Context.hasMKLDNN()
        && !torch.is_autocast_enabled(DeviceType.CPU);
  }

  static Tensor convolve(
      Tensor x, Tensor weight, TensorOptional bias, long[] stride, long[] padding) {
    long[] dilation = {1, 1, 1};
    if (GradMode.is_enabled() && x.size(1) >= FEWEST_CHANNELS_OF_LAYOUT) {
      return torch.conv3d(x.to_mkldnn(), weight, bias, stride, padding, dilation, 1).to_dense();
    }
    return torch.mkldnn_convolution(x, weight, bias, padding, stride, dilation, 1);
  }
}
