package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/**
 * Convolution, instance norm and leaky ReLU (dynamic-network-architectures: {@code
 * simple_conv_blocks.py}).
 *
 * @param name prefix of its weights, without a dot at the end
 * @param kernel {@code [D, H, W]}, odd, padded to "same"
 * @param stride {@code [D, H, W]}
 * @param kind how it ends
 */
record ConvUnit(String name, int in, int out, int[] kernel, int[] stride, Kind kind) {

  static final double NORM_EPS = 1e-5;
  static final double LEAKY_SLOPE = 1e-2;

  /** How a unit ends, and whether its convolution has a bias. */
  enum Kind {
    /** Bias, norm, activation. */
    ACTIVATED,
    /** Bias, norm; the end of a residual branch. */
    RESIDUAL_END,
    /** Norm without bias or activation; the projection of a skip. */
    PROJECTION
  }

  void declare(WeightShapes.Builder weights) {
    weights.layer(
        name + ".conv",
        kind == Kind.PROJECTION ? 0 : out,
        out,
        in,
        kernel[0],
        kernel[1],
        kernel[2]);
    if (kind == Kind.RESIDUAL_END) {
      weights.residualNorm(name + ".norm", out);
    } else {
      weights.norm(name + ".norm", out);
    }
  }

  Tensor apply(Graph graph, Tensor x, EncoderLayers layers) {
    Tensor weight = graph.weight(name + ".conv.weight");
    Tensor bias = kind == Kind.PROJECTION ? null : graph.weight(name + ".conv.bias");
    int[] padding = {(kernel[0] - 1) / 2, (kernel[1] - 1) / 2, (kernel[2] - 1) / 2};
    Tensor y = layers.conv(graph, x, weight, bias, stride, padding);
    Tensor gamma = graph.weight(name + ".norm.weight");
    Tensor beta = graph.weight(name + ".norm.bias");
    return kind == Kind.ACTIVATED
        ? layers.activatedNorm(graph, y, gamma, beta, NORM_EPS, LEAKY_SLOPE)
        : layers.instanceNorm(graph, y, gamma, beta, NORM_EPS);
  }
}
