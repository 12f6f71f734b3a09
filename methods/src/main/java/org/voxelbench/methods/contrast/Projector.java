package org.voxelbench.methods.contrast;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;

/**
 * The head that VoCo and SimCLR put on the encoder: linear, norm, ReLU, linear, norm, ReLU, linear,
 * on the means of all stages' feature maps (nnssl: {@code voco_architecture.py}).
 *
 * <p>The norm is over the values of each sample by itself, without weights.
 *
 * @param width values after each linear layer
 */
public record Projector(int width) {

  /** Width in the released code. */
  public static final int DEFAULT_WIDTH = 2048;

  /** The largest width whose square an array can hold, rounded down to a power of two. */
  static final int LARGEST_WIDTH = 32768;

  private static final double EPS = 1e-5;
  private static final String FIRST = "projector.layer1.0";
  private static final String SECOND = "projector.layer2.0";
  private static final String THIRD = "projector.layer3.0";

  /** The weights of the three linear layers. */
  public WeightShapes weights(Architecture backbone) {
    return WeightShapes.builder()
        .layer(FIRST, width, width, PooledFeatures.length(backbone))
        .layer(SECOND, width, width, width)
        .layer(THIRD, width, width, width)
        .build();
  }

  /**
   * The embedding of each crop.
   *
   * @param crops {@code [N, 1, D, H, W]}; each axis a multiple of the backbone's total stride, and
   *     one of them a larger one
   * @return {@code [N, width]}
   * @throws ProtocolException if the crops' size does not suit the backbone
   */
  public static Tensor embed(Graph graph, Backbone backbone, Tensor crops) {
    return project(graph, PooledFeatures.of(graph, backbone, crops));
  }

  /**
   * The head alone.
   *
   * @param features {@code [N, F]}
   * @return {@code [N, width]}
   */
  static Tensor project(Graph graph, Tensor features) {
    Tensor first = graph.relu(norm(graph, linear(graph, FIRST, features)));
    Tensor second = graph.relu(norm(graph, linear(graph, SECOND, first)));
    return linear(graph, THIRD, second);
  }

  private static Tensor linear(Graph graph, String name, Tensor x) {
    Tensor weight = graph.permute(graph.weight(name + ".weight"), 1, 0);
    return graph.add(graph.matmul(x, weight), graph.weight(name + ".bias"));
  }

  private static Tensor norm(Graph graph, Tensor x) {
    int[] shape = x.shape();
    Tensor samples = graph.reshape(x, shape[0], 1, shape[1]);
    return graph.reshape(graph.instanceNorm(samples, null, null, EPS), shape);
  }
}
