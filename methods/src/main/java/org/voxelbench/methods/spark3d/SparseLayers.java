package org.voxelbench.methods.spark3d;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.network.EncoderLayers;

/**
 * Layers that see and keep visible voxels only, emulated by masks on dense maps (facts of nnssl's
 * {@code spark_utils.py}).
 *
 * <p>What convolutions and poolings spread into masked voxels is set to 0, and norms are those of
 * the visible voxels.
 */
record SparseLayers(VisibleMaps maps) implements EncoderLayers {

  @Override
  public Tensor conv(
      Graph graph, Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    return visible(graph.conv3d(x, weight, bias, stride, padding));
  }

  @Override
  public Tensor avgPool(Graph graph, Tensor x, int[] kernel) {
    return visible(graph.avgPool3d(x, kernel));
  }

  @Override
  public Tensor instanceNorm(Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps) {
    return maps.at(x)
        .map(voxels -> voxels.instanceNorm(x, gamma, beta, eps))
        .orElseGet(() -> graph.instanceNorm(x, gamma, beta, eps));
  }

  @Override
  public Tensor activatedNorm(
      Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps, double slope) {
    return maps.at(x)
        .map(voxels -> graph.leakyRelu(voxels.instanceNorm(x, gamma, beta, eps), slope))
        .orElseGet(() -> graph.instanceNormLeakyRelu(x, gamma, beta, eps, slope));
  }

  private Tensor visible(Tensor x) {
    return maps.at(x).map(voxels -> voxels.only(x)).orElse(x);
  }
}
