package org.voxelbench.memory.plain;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The layers of nnU-Net's networks. */
class PlainLayers {

  static final long[] ONES = {1, 1, 1};
  private static final double NORM_EPS = 1e-5;
  private static final double NORM_MOMENTUM = 0.1;
  private static final double LEAKY_SLOPE = 0.01;

  private final PlainWeights weights;

  PlainLayers(PlainWeights weights) {
    this.weights = weights;
  }

  final PlainWeights weights() {
    return weights;
  }

  /** A convolution padded to "same". */
  Tensor conv(Tensor x, String layer, long[] stride) {
    Tensor weight = weights.get(layer + ".weight");
    long[] padding = {weight.size(2) / 2, weight.size(3) / 2, weight.size(4) / 2};
    return torch.conv3d(x, weight, weights.bias(layer), stride, padding, ONES, 1);
  }

  Tensor avgPool(Tensor x, long[] window) {
    return torch.avg_pool3d(x, window, window, new long[3], false, true, new LongOptional());
  }

  /** Instance normalisation; what is normalised may be overwritten. */
  Tensor norm(Tensor x, String layer) {
    return instanceNorm(x, new TensorOptional(weights.get(layer + ".weight")), weights.bias(layer));
  }

  static Tensor instanceNorm(Tensor x, TensorOptional gamma, TensorOptional beta) {
    TensorOptional none = new TensorOptional();
    return torch.instance_norm(x, gamma, beta, none, none, true, NORM_MOMENTUM, NORM_EPS, true);
  }

  static Tensor activate(Tensor x) {
    torch.leaky_relu_(x, new Scalar(LEAKY_SLOPE));
    return x;
  }

  /** Convolution, norm, activation. */
  final Tensor unit(Tensor x, String name, long[] stride) {
    return Scoped.result(() -> activate(norm(conv(x, name + ".conv", stride), name + ".norm")));
  }
}
