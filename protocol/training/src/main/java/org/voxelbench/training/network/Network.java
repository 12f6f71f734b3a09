package org.voxelbench.training.network;

import java.util.List;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;

/**
 * A segmentation network as functions on a graph: all that training, weight transfer, pretext tasks
 * and inference know of it.
 */
public interface Network {

  /**
   * Lays out the network of an architecture.
   *
   * @param deepSupervision whether {@link #decode} returns the logits of every decoder stage
   * @throws BadInputException if the architecture can't work, or there is no channel in or out
   */
  static Network of(
      Architecture architecture, int inputChannels, int outputChannels, boolean deepSupervision) {
    return switch (architecture.kind()) {
      case RESIDUAL_ENCODER ->
          new UNet(
              architecture,
              new ResidualEncoder(architecture, inputChannels),
              inputChannels,
              outputChannels,
              deepSupervision);
      case PLAIN ->
          new UNet(
              architecture,
              new PlainEncoder(architecture, inputChannels),
              inputChannels,
              outputChannels,
              deepSupervision);
    };
  }

  /** Its layout; a stage's stride is that between the outputs of {@link #encode}. */
  Architecture architecture();

  /** Channels of the image. */
  int inputChannels();

  /** Channels of the logits. */
  int outputChannels();

  /** Whether {@link #decode} returns the logits of every decoder stage. */
  boolean deepSupervision();

  /** The same network, and the same weights, with or without deep supervision. */
  Network withDeepSupervision(boolean deep);

  /** All weights in a fixed order, those without use included. */
  WeightShapes weights();

  /** The name of the kernel that reads the input channels, {@code [Cout, Cin, kD, kH, kW]}. */
  String inputKernel();

  /** The part to which a weight of that name belongs, whether the network has it or not. */
  NetworkPart part(String weight);

  /** Weights that no loss reaches; they are neither trained nor decayed. */
  Set<String> idleWeights();

  /** The outputs of all encoder stages, shallow to deep, by the ordinary layers. */
  default List<Tensor> encode(Graph graph, Tensor x) {
    return encode(graph, x, EncoderLayers.dense());
  }

  /**
   * The outputs of all encoder stages, shallow to deep.
   *
   * @param x {@code [N, inputChannels, D, H, W]}, each axis a multiple of the total stride
   * @param layers what the encoder is computed with
   */
  List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers);

  /**
   * The logits {@code [N, outputChannels, ...]}, full resolution first: one per decoder stage with
   * deep supervision, else the first alone.
   *
   * @param features what {@link #encode(Graph, Tensor)} gives
   */
  List<Tensor> decode(Graph graph, List<Tensor> features);

  /** The logits of an input: {@link #decode} after {@link #encode(Graph, Tensor)}. */
  default List<Tensor> forward(Graph graph, Tensor x) {
    return decode(graph, encode(graph, x));
  }
}
