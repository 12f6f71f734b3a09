package org.voxelbench.engine.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.Tensor;

/** Convolution, pooling, normalisation and resizing of volumes. */
interface VolumeOps extends TorchOps {

  private TensorOptional optional(Tensor x) {
    return x == null ? new TensorOptional() : new TensorOptional(value(x));
  }

  private static void windowFits(String op, Tensor x, Tensor weight, int[] window, int[] padding) {
    int[] shape = x.shape();
    for (int i = 0; i < 3; i++) {
      if ((long) shape[i + 2] + 2L * padding[i] < window[i]) {
        throw Shapes.misfit(
            op, "the window " + Arrays.toString(window) + " is larger than the volume", x, weight);
      }
    }
  }

  static void checkConvolution(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
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

  @Override
  default Tensor conv3d(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    checkConvolution(x, weight, bias, stride, padding);
    long[] step = Shapes.longs(stride);
    long[] margin = Shapes.longs(padding);
    return result(
        EmulatedBfloat16.apply(
            (in, kernels, offsets) -> convolve(in, kernels, offsets, step, margin),
            value(x),
            value(weight),
            bias == null ? null : value(bias)));
  }

  private static org.bytedeco.pytorch.Tensor convolve(
      org.bytedeco.pytorch.Tensor x,
      org.bytedeco.pytorch.Tensor weight,
      TensorOptional bias,
      long[] stride,
      long[] padding) {
    if (DepthPadding.helps(x, weight, padding)) {
      long[] plane = {0, padding[1], padding[2]};
      return convolve(DepthPadding.pad(x, padding[0]), weight, bias, stride, plane);
    }
    return SingleSampleConvolution.helps(x, weight)
        ? SingleSampleConvolution.convolve(x, weight, bias, stride, padding)
        : torch.conv3d(x, weight, bias, stride, padding, new long[] {1, 1, 1}, 1);
  }

  static void checkTransposed(Tensor x, Tensor weight, Tensor bias, int[] stride) {
    Shapes.volume("convTranspose3d", x);
    Shapes.volume("convTranspose3d", weight);
    Shapes.positiveTriple("convTranspose3d", "stride", stride, x);
    if (x.shape()[1] != weight.shape()[0]) {
      throw Shapes.misfit("convTranspose3d", "the numbers of input channels differ", x, weight);
    }
    Shapes.channels("convTranspose3d", x, bias, weight.shape()[1]);
  }

  @Override
  default Tensor convTranspose3d(Tensor x, Tensor weight, Tensor bias, int[] stride) {
    checkTransposed(x, weight, bias, stride);
    long[] step = Shapes.longs(stride);
    long[] none = new long[3];
    return result(
        EmulatedBfloat16.apply(
            (in, kernels, offsets) ->
                torch.conv_transpose3d(in, kernels, offsets, step, none, none, 1, 1, 1, 1),
            value(x),
            value(weight),
            bias == null ? null : value(bias)));
  }

  @Override
  default Tensor avgPool3d(Tensor x, int[] kernel) {
    long[] window = checkPooling("avgPool3d", x, kernel);
    return result(
        torch.avg_pool3d(value(x), window, window, new long[3], false, true, new LongOptional()));
  }

  @Override
  default Tensor maxPool3d(Tensor x, int[] kernel) {
    long[] window = checkPooling("maxPool3d", x, kernel);
    return result(
        torch.max_pool3d(value(x), window, window, new long[3], new long[] {1, 1, 1}, false));
  }

  static long[] checkPooling(String op, Tensor x, int[] kernel) {
    Shapes.volume(op, x);
    Shapes.positiveTriple(op, "kernel", kernel, x);
    windowFits(op, x, x, kernel, new int[3]);
    return Shapes.longs(kernel);
  }

  @Override
  default Tensor instanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    if (x.shape().length < 3) {
      throw Shapes.misfit("instanceNorm", "it needs a shape [N, C, ...] with a spatial axis", x);
    }
    Shapes.channels("instanceNorm", x, gamma, x.shape()[1]);
    Shapes.channels("instanceNorm", x, beta, x.shape()[1]);
    return result(
        torch.instance_norm(
            value(x),
            optional(gamma),
            optional(beta),
            new TensorOptional(),
            new TensorOptional(),
            true,
            0.1,
            eps,
            true));
  }

  @Override
  default Tensor resizeNearest(Tensor x, int[] size) {
    Shapes.volume("resizeNearest", x);
    Shapes.positiveTriple("resizeNearest", "size", size, x);
    return result(NearestResize.resize(value(x), size));
  }

  @Override
  default Tensor resizeTrilinear(Tensor x, int[] size) {
    Shapes.volume("resizeTrilinear", x);
    Shapes.positiveTriple("resizeTrilinear", "size", size, x);
    return result(torch.upsample_trilinear3d(value(x), Shapes.longs(size), false));
  }
}
