package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;

/**
 * Primus's light decoder: transposed convolutions that double each axis, with norms over the
 * channels and GELUs between them (dynamic-network-architectures: {@code patch_encode_decode.py}).
 */
final class PatchDecoder {

  private static final String NAME = "up_projection.";
  private static final int STAGES = Integer.numberOfTrailingZeros(PrimusArchitecture.TOKEN);
  private static final int[] STRIDE = {2, 2, 2};
  private static final int KERNEL_VOXELS = 8;
  private static final int MULTIPLE = 8;
  private static final double EPSILON = 1e-6;

  private final int[] channels;

  PatchDecoder(int width, int outputChannels) {
    double reduction = Math.pow(width / (2.0 * outputChannels), 1.0 / STAGES);
    channels = new int[STAGES + 1];
    channels[0] = width;
    for (int stage = 1; stage < STAGES; stage++) {
      double wanted = width / Math.pow(reduction, stage);
      channels[stage] = (int) Math.max(MULTIPLE, Math.rint((wanted + 1e-6) / MULTIPLE) * MULTIPLE);
    }
    channels[STAGES] = outputChannels;
  }

  /** Whether a weight of that name is the decoder's. */
  static boolean has(String weight) {
    return weight.startsWith(NAME);
  }

  /** Whether a weight of that name is the last layer's, which gives the logits. */
  static boolean isHead(String weight) {
    return weight.startsWith(layer(STAGES - 1));
  }

  /** Adds the weights in PyTorch's order. */
  void declare(WeightShapes.Builder weights) {
    for (int stage = 0; stage < STAGES; stage++) {
      int outputs = channels[stage + 1];
      double deviation = heDeviation(outputs * KERNEL_VOXELS);
      weights.drawn(layer(stage) + "weight", 0, deviation, channels[stage], outputs, 2, 2, 2);
      weights.drawn(layer(stage) + "bias", 0, 0, outputs);
      if (stage < STAGES - 1) {
        weights.norm(norm(stage), outputs);
      }
    }
  }

  /** Kaiming's for a leaky slope of 0.01 (dynamic-network-architectures: weight_init.py). */
  static double heDeviation(int fanIn) {
    double slope = ConvUnit.LEAKY_SLOPE;
    return Math.sqrt(2 / (1 + slope * slope) / fanIn);
  }

  /**
   * The logits of a feature map.
   *
   * @param x {@code [N, width, d, h, w]}
   * @return {@code [N, outputs, 8d, 8h, 8w]}
   */
  Tensor decode(Graph graph, Tensor x) {
    Tensor decoded = x;
    for (int stage = 0; stage < STAGES; stage++) {
      decoded =
          graph.convTranspose3d(
              decoded,
              graph.weight(layer(stage) + "weight"),
              graph.weight(layer(stage) + "bias"),
              STRIDE);
      if (stage < STAGES - 1) {
        decoded = graph.gelu(channelNorm(graph, norm(stage), decoded));
      }
    }
    return decoded;
  }

  private static Tensor channelNorm(Graph graph, String norm, Tensor x) {
    Tensor last = graph.permute(x, 0, 2, 3, 4, 1);
    Tensor normed =
        graph.layerNorm(
            last, graph.weight(norm + ".weight"), graph.weight(norm + ".bias"), EPSILON);
    return graph.permute(normed, 0, 4, 1, 2, 3);
  }

  private static String layer(int stage) {
    return NAME + "decode." + stage + (stage < STAGES - 1 ? ".0." : ".");
  }

  private static String norm(int stage) {
    return NAME + "decode." + stage + ".1";
  }
}
