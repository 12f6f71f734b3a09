package org.voxelbench.training.network;

import java.util.Arrays;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/**
 * Two convolutions beside a skip (dynamic-network-architectures: {@code residual.py}, BasicBlockD).
 *
 * <p>The skip is pooled where there is a stride and projected where the channels change.
 */
final class ResidualBlock {

  private static final int[] ONES = {1, 1, 1};

  private final ConvUnit first;
  private final ConvUnit second;
  private final int[] pool;
  private final ConvUnit projection;

  ResidualBlock(String name, int in, int out, int[] kernel, int[] stride) {
    first = new ConvUnit(name + ".conv1", in, out, kernel, stride, ConvUnit.Kind.ACTIVATED);
    second = new ConvUnit(name + ".conv2", out, out, kernel, ONES, ConvUnit.Kind.RESIDUAL_END);
    boolean strided = !Arrays.equals(stride, ONES);
    pool = strided ? stride : null;
    // The skip is a sequence: the projection is its second member where it is pooled first.
    String skip = name + ".skip." + (strided ? 1 : 0);
    projection =
        in == out ? null : new ConvUnit(skip, in, out, ONES, ONES, ConvUnit.Kind.PROJECTION);
  }

  void declare(WeightShapes.Builder weights) {
    first.declare(weights);
    second.declare(weights);
    if (projection != null) {
      projection.declare(weights);
    }
  }

  Tensor apply(Graph graph, Tensor x, EncoderLayers layers) {
    Tensor skip = x;
    if (pool != null) {
      skip = layers.avgPool(graph, skip, pool);
    }
    if (projection != null) {
      skip = projection.apply(graph, skip, layers);
    }
    Tensor y = second.apply(graph, first.apply(graph, x, layers), layers);
    return graph.leakyRelu(graph.add(y, skip), ConvUnit.LEAKY_SLOPE);
  }
}
