package org.voxelbench.methods.mae;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.WeightShapes;

/**
 * The U-Net's decoder without its skips: each stage upsamples what the one below gives and
 * convolves that alone, and a convolution of one voxel ends it (nnssl: {@code
 * noskipResEncUNet.py}).
 *
 * <p>What it restores has gone through the bottleneck. Its first convolutions have half of the
 * U-Net's input channels, so that they fit no network downstream.
 */
record BottleneckDecoder(UNetArchitecture backbone) {

  private static final double NORM_EPS = 1e-5;
  private static final double LEAKY_SLOPE = 0.01;
  private static final int[] ONES = {1, 1, 1};
  private static final String HEAD = "restoration.head";

  void declare(WeightShapes.Builder weights) {
    int deepest = backbone.stages() - 1;
    for (int depth = 0; depth < deepest; depth++) {
      int below = backbone.features().get(deepest - depth);
      int channels = backbone.features().get(deepest - depth - 1);
      int[] stride = backbone.stride(deepest - depth);
      int[] kernel = backbone.kernel(deepest - depth - 1);
      weights.layer(upsampling(depth), channels, below, channels, stride[0], stride[1], stride[2]);
      for (int conv = 0; conv < backbone.decoderConvs().get(depth); conv++) {
        weights.layer(
            name(depth, conv), channels, channels, channels, kernel[0], kernel[1], kernel[2]);
        weights.norm(norm(depth, conv), channels);
      }
    }
    weights.layer(HEAD, 1, 1, backbone.features().get(0), 1, 1, 1);
  }

  /**
   * Restored images.
   *
   * @param bottleneck {@code [N, C, d, h, w]}
   * @return {@code [N, 1, D, H, W]}
   */
  Tensor apply(Graph graph, Tensor bottleneck) {
    int deepest = backbone.stages() - 1;
    Tensor x = bottleneck;
    for (int depth = 0; depth < deepest; depth++) {
      String upsampling = upsampling(depth);
      x =
          graph.convTranspose3d(
              x,
              graph.weight(upsampling + ".weight"),
              graph.weight(upsampling + ".bias"),
              backbone.stride(deepest - depth));
      for (int conv = 0; conv < backbone.decoderConvs().get(depth); conv++) {
        x = convolve(graph, x, name(depth, conv), backbone.kernel(deepest - depth - 1));
        x =
            graph.instanceNormLeakyRelu(
                x,
                graph.weight(norm(depth, conv) + ".weight"),
                graph.weight(norm(depth, conv) + ".bias"),
                NORM_EPS,
                LEAKY_SLOPE);
      }
    }
    return convolve(graph, x, HEAD, ONES);
  }

  private static Tensor convolve(Graph graph, Tensor x, String name, int[] kernel) {
    return graph.conv3d(
        x,
        graph.weight(name + ".weight"),
        graph.weight(name + ".bias"),
        ONES,
        new int[] {kernel[0] / 2, kernel[1] / 2, kernel[2] / 2});
  }

  private static String upsampling(int depth) {
    return "restoration.transpconvs." + depth;
  }

  private static String name(int depth, int conv) {
    return "restoration.stages." + depth + ".convs." + conv + ".conv";
  }

  private static String norm(int depth, int conv) {
    return "restoration.stages." + depth + ".convs." + conv + ".norm";
  }
}
