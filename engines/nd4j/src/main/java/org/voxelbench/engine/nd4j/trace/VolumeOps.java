package org.voxelbench.engine.nd4j.trace;

import java.util.function.IntBinaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Convolution, pooling, normalisation and resizing of volumes. */
interface VolumeOps extends TraceOps {

  /** oneDNN's fast gradient by the weights on AVX2 takes no padding of the depth. */
  boolean AT_MOST_AVX2 = CpuFeatures.ofThisMachine().isAtMostAvx2();

  /** Below, the gradient takes as long either way and the copy is lost. */
  long FEWEST_VOXELS = 1000;

  private static int[] volume(Tensor x, int channels, IntBinaryOperator length) {
    int[] shape = x.shape();
    shape[1] = channels;
    for (int axis = 0; axis < 3; axis++) {
      shape[axis + 2] = length.applyAsInt(axis, shape[axis + 2]);
    }
    return shape;
  }

  /**
   * A kernel on windows of volumes {@code [N, C, D, H, W]} with weights in PyTorch's layout, which
   * libnd4j counts as its second.
   */
  private static NativeKernel windows(String name, int[] weight, int[] stride, int[] padding) {
    return NativeKernel.of(
        name,
        weight[2],
        weight[3],
        weight[4],
        stride[0],
        stride[1],
        stride[2],
        padding[0],
        padding[1],
        padding[2],
        1,
        1,
        1,
        0,
        0,
        1);
  }

  private TracedTensor[] operands(Tensor x, Tensor weight, Tensor bias) {
    return bias == null
        ? new TracedTensor[] {own(x), own(weight)}
        : new TracedTensor[] {own(x), own(weight), own(bias)};
  }

  /** The gradients of operands, from a kernel that takes them and the result's gradient. */
  private TracedTensor[] gradients(
      String label, NativeKernel kernel, TracedTensor gradient, TracedTensor... operands) {
    TracedTensor[] in = new TracedTensor[operands.length + 1];
    int[][] shapes = new int[operands.length][];
    for (int i = 0; i < operands.length; i++) {
      in[i] = operands[i];
      shapes[i] = operands[i].shape();
    }
    in[operands.length] = gradient;
    return trace().ops(label, kernel, shapes, in).toArray(TracedTensor[]::new);
  }

  @Override
  default TracedTensor conv3d(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    OpChecks.convolution(x, weight, bias, stride, padding);
    int[] kernel = weight.shape();
    int[] step = stride.clone();
    int[] margin = padding.clone();
    int[] shape = volume(x, kernel[0], (a, n) -> (n + 2 * margin[a] - kernel[a + 2]) / step[a] + 1);
    TracedTensor[] operands = operands(x, weight, bias);
    return trace()
        .op(
            "conv3d",
            windows("conv3dnew", kernel, step, margin),
            shape,
            g -> convolutionGradients(g, operands, step, margin),
            operands);
  }

  private TracedTensor[] convolutionGradients(
      TracedTensor gradient, TracedTensor[] operands, int[] stride, int[] padding) {
    TracedTensor x = operands[0];
    int[] shape = x.shape();
    int[] kernel = operands[1].shape();
    long voxels = (long) shape[2] * shape[3] * shape[4];
    // Where the kernel is as deep as the map, the gradient of oneDNN on AVX-512 reads memory behind
    // the map: seen at depth 3, kernel 3 and stride 2, of 16 channels and 2 samples or more.
    boolean shallow = shape[2] <= kernel[2];
    boolean apart =
        padding[0] > 0
            && trace().type() == DataType.FLOAT
            && (shallow || AT_MOST_AVX2 && voxels >= FEWEST_VOXELS);
    if (!apart) {
      return gradients(
          "conv3dGradients", windows("conv3dnew_bp", kernel, stride, padding), gradient, operands);
    }
    TracedTensor[] around = operands.clone();
    around[0] = padded(x, 2, padding[0], padding[0]);
    int[] plane = {0, padding[1], padding[2]};
    TracedTensor[] found =
        gradients(
            "conv3dGradients", windows("conv3dnew_bp", kernel, stride, plane), gradient, around);
    found[0] = slice(found[0], 2, padding[0], shape[2]);
    return found;
  }

  @Override
  default TracedTensor convTranspose3d(Tensor x, Tensor weight, Tensor bias, int[] stride) {
    OpChecks.transposedConvolution(x, weight, bias, stride);
    int[] kernel = weight.shape();
    int[] step = stride.clone();
    int[] shape = volume(x, kernel[1], (a, n) -> (n - 1) * step[a] + kernel[a + 2]);
    TracedTensor[] operands = operands(x, weight, bias);
    NativeKernel backward = windows("deconv3d_bp", kernel, step, new int[3]);
    return trace()
        .op(
            "convTranspose3d",
            windows("deconv3d", kernel, step, new int[3]),
            shape,
            g -> gradients("convTranspose3dGradients", backward, g, operands),
            operands);
  }

  private TracedTensor pool(String op, String kernel, Tensor x, int[] window) {
    OpChecks.pooling(op, x, window);
    int[] size = window.clone();
    int[] shape = volume(x, x.shape()[1], (a, n) -> n / size[a]);
    NativeKernel backward = pooling(kernel + "_bp", size);
    return trace()
        .op(
            op,
            pooling(kernel, size),
            shape,
            g -> gradients(op + "Gradient", backward, g, own(x)),
            own(x));
  }

  private static NativeKernel pooling(String name, int[] size) {
    return NativeKernel.of(
        name, size[0], size[1], size[2], size[0], size[1], size[2], 0, 0, 0, 1, 1, 1, 0, 0, 0);
  }

  @Override
  default TracedTensor avgPool3d(Tensor x, int[] kernel) {
    return pool("avgPool3d", "avgpool3dnew", x, kernel);
  }

  @Override
  default TracedTensor maxPool3d(Tensor x, int[] kernel) {
    return pool("maxPool3d", "maxpool3dnew", x, kernel);
  }

  @Override
  default TracedTensor instanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    OpChecks.instanceNorm(x, gamma, beta);
    return new InstanceNorm(this, own(x), gamma, beta, eps).value();
  }

  @Override
  default TracedTensor instanceNormLeakyRelu(
      Tensor x, Tensor gamma, Tensor beta, double eps, double slope) {
    return own(leakyRelu(instanceNorm(x, gamma, beta, eps), slope));
  }

  @Override
  default TracedTensor resizeNearest(Tensor x, int[] size) {
    Shapes.volume("resizeNearest", x);
    Shapes.positiveTriple("resizeNearest", "size", size, x);
    return resized(x, size, AxisWeights::nearest);
  }

  @Override
  default TracedTensor resizeTrilinear(Tensor x, int[] size) {
    Shapes.volume("resizeTrilinear", x);
    Shapes.positiveTriple("resizeTrilinear", "size", size, x);
    return resized(x, size, AxisWeights::linear);
  }

  private TracedTensor resized(Tensor x, int[] size, AxisWeights.Rule rule) {
    TracedTensor y = own(x);
    for (int axis = 4; axis >= 2; axis--) {
      int in = y.shape()[axis];
      if (in != size[axis - 2]) {
        y = alongAxis(y, axis, trace().constant(rule.weights(in, size[axis - 2])));
      }
    }
    return y;
  }

  /** The product of a matrix {@code [in, out]} with each line of voxels along an axis. */
  private TracedTensor alongAxis(TracedTensor x, int axis, TracedTensor matrix) {
    int[] swap = {0, 1, 2, 3, 4};
    swap[axis] = 4;
    swap[4] = axis;
    return axis == 4 ? matmul(x, matrix) : permute(matmul(permute(x, swap), matrix), swap);
  }
}
