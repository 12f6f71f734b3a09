package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Convolution, pooling, normalisation and resizing of volumes. */
public interface VolumeOps extends TorchOps {

  private org.bytedeco.pytorch.Tensor orNull(Tensor x) {
    return x == null ? null : value(x);
  }

  @Override
  default Tensor conv3d(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    OpChecks.convolution(x, weight, bias, stride, padding);
    long[] step = Shapes.longs(stride);
    long[] margin = Shapes.longs(padding);
    return fresh(
        EmulatedBfloat16.apply(
            (in, kernels, offsets) -> convolve(in, kernels, offsets, step, margin),
            value(x),
            value(weight),
            orNull(bias),
            () -> WrongConvolution.isMet(value(x), value(weight), step, margin)));
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

  @Override
  default Tensor convTranspose3d(Tensor x, Tensor weight, Tensor bias, int[] stride) {
    OpChecks.transposedConvolution(x, weight, bias, stride);
    long[] step = Shapes.longs(stride);
    long[] none = new long[3];
    return fresh(
        EmulatedBfloat16.apply(
            (in, kernels, offsets) ->
                torch.conv_transpose3d(in, kernels, offsets, step, none, none, 1, 1, 1, 1),
            value(x),
            value(weight),
            orNull(bias),
            () -> WrongConvolution.isMetTransposed(value(x), value(weight), step)));
  }

  @Override
  default Tensor avgPool3d(Tensor x, int[] kernel) {
    long[] window = window("avgPool3d", x, kernel);
    org.bytedeco.pytorch.Tensor map = value(x);
    // On the CPU it computes in 32-bit floats, which all that is added to the result would take on.
    return result(
        torch
            .avg_pool3d(map, window, window, new long[3], false, true, new LongOptional())
            .to(map.scalar_type()));
  }

  @Override
  default Tensor maxPool3d(Tensor x, int[] kernel) {
    long[] window = window("maxPool3d", x, kernel);
    return result(
        torch.max_pool3d(value(x), window, window, new long[3], new long[] {1, 1, 1}, false));
  }

  private static long[] window(String op, Tensor x, int[] kernel) {
    OpChecks.pooling(op, x, kernel);
    return Shapes.longs(kernel);
  }

  private InstanceNorm norm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    OpChecks.instanceNorm(x, gamma, beta);
    return new InstanceNorm(value(x), orNull(gamma), orNull(beta), eps);
  }

  @Override
  default Tensor instanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    return fresh(norm(x, gamma, beta, eps).value());
  }

  @Override
  default Tensor instanceNormLeakyRelu(
      Tensor x, Tensor gamma, Tensor beta, double eps, double slope) {
    return result(norm(x, gamma, beta, eps).activated(slope));
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
    org.bytedeco.pytorch.Tensor map = value(x);
    // On a card it computes in 32-bit floats, which all that is added to the result would take on.
    return result(torch.upsample_trilinear3d(map, Shapes.longs(size), false).to(map.scalar_type()));
  }
}
