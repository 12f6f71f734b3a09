package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** Layers that are the engine's ops and nothing more. */
enum DenseLayers implements EncoderLayers {
  INSTANCE;

  @Override
  public Tensor conv(
      Graph graph, Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    return graph.conv3d(x, weight, bias, stride, padding);
  }

  @Override
  public Tensor avgPool(Graph graph, Tensor x, int[] kernel) {
    return graph.avgPool3d(x, kernel);
  }

  @Override
  public Tensor instanceNorm(Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps) {
    return graph.instanceNorm(x, gamma, beta, eps);
  }

  @Override
  public Tensor activatedNorm(
      Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps, double slope) {
    return graph.instanceNormLeakyRelu(x, gamma, beta, eps, slope);
  }
}
