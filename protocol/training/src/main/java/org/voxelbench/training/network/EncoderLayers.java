package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/**
 * The ops of an encoder's layers, so that a method can replace them, for example by masked ones.
 *
 * <p>Activations and additions are not among them: they keep zeros zero.
 */
public interface EncoderLayers {

  /**
   * A convolution as {@link Graph#conv3d}.
   *
   * @param bias {@code [Cout]}, or null for none
   */
  Tensor conv(Graph graph, Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding);

  /** Average pooling as {@link Graph#avgPool3d}. */
  Tensor avgPool(Graph graph, Tensor x, int[] kernel);

  /** Instance normalisation as {@link Graph#instanceNorm}. */
  Tensor instanceNorm(Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps);

  /** Instance normalisation as {@link #instanceNorm}, then leaky ReLU. */
  default Tensor activatedNorm(
      Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps, double slope) {
    return graph.leakyRelu(instanceNorm(graph, x, gamma, beta, eps), slope);
  }

  /** The ordinary layers. */
  static EncoderLayers dense() {
    return DenseLayers.INSTANCE;
  }
}
