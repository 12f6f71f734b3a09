package org.voxelbench.methods.swinunetr;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;

/**
 * A decoder of its own without skip connections: for each stage, from deep to shallow, a 3x3x3
 * convolution to the next stage's channels, instance norm without weights, leaky ReLU and trilinear
 * resizing by the stage's stride; then a convolution to one channel.
 *
 * @param lastKernel voxels per axis of the last convolution, odd
 */
record ReconstructionHead(Architecture backbone, int lastKernel) {

  private static final double NORM_EPS = 1e-5;
  private static final double LEAKY_SLOPE = 0.01;

  void declare(WeightShapes.Builder weights) {
    for (int stage = backbone.stages() - 1; stage > 0; stage--) {
      int in = backbone.features().get(stage);
      int out = backbone.features().get(stage - 1);
      weights.layer(name(stage), out, out, in, 3, 3, 3);
    }
    int channels = backbone.features().get(0);
    weights.layer(name(0), 1, 1, channels, lastKernel, lastKernel, lastKernel);
  }

  /**
   * Restored images.
   *
   * @param bottleneck {@code [N, C, d, h, w]}
   * @return {@code [N, 1, D, H, W]}
   */
  Tensor apply(Graph graph, Tensor bottleneck) {
    Tensor x = bottleneck;
    for (int stage = backbone.stages() - 1; stage > 0; stage--) {
      x = convolve(graph, x, name(stage), 1);
      x = graph.instanceNormLeakyRelu(x, null, null, NORM_EPS, LEAKY_SLOPE);
      int[] size = backbone.stride(stage);
      for (int axis = 0; axis < 3; axis++) {
        size[axis] *= x.shape()[axis + 2];
      }
      x = graph.resizeTrilinear(x, size);
    }
    return convolve(graph, x, name(0), lastKernel / 2);
  }

  private static Tensor convolve(Graph graph, Tensor x, String name, int padding) {
    return graph.conv3d(
        x,
        graph.weight(name + ".weight"),
        graph.weight(name + ".bias"),
        new int[] {1, 1, 1},
        new int[] {padding, padding, padding});
  }

  private static String name(int stage) {
    return "reconstruction." + stage;
  }
}
