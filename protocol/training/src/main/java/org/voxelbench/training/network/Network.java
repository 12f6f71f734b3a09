package org.voxelbench.training.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.UNetArchitecture;

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
    if (inputChannels < 1 || outputChannels < 1) {
      throw new BadInputException(
          "a network needs at least one channel in ("
              + inputChannels
              + ") and out ("
              + outputChannels
              + ").");
    }
    if (architecture instanceof PrimusArchitecture primus) {
      return new Primus(primus, inputChannels, outputChannels, deepSupervision);
    }
    UNetArchitecture unet = UNetArchitecture.of(architecture);
    Encoder encoder =
        switch (unet.kind()) {
          case RESIDUAL_ENCODER -> new ResidualEncoder(unet, inputChannels);
          case PLAIN -> new PlainEncoder(unet, inputChannels);
        };
    return new UNet(unet, encoder, inputChannels, outputChannels, deepSupervision);
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

  /** Its learnt embedding of places, which depends on the patch; empty if it has none. */
  default Optional<PositionEmbedding> positions() {
    return Optional.empty();
  }

  /** The part to which a weight of that name belongs, whether the network has it or not. */
  NetworkPart part(String weight);

  /** The encoder's tokens, if it is a transformer's; empty for a network of convolutions. */
  default Optional<TokenEncoder> tokens() {
    return Optional.empty();
  }

  /**
   * What a training step takes beside its images so that the network doesn't overfit, drawn anew
   * for every sample; nothing unless the network says else. A batch without it gives what the
   * trained network gives.
   *
   * @param samples samples of the batch
   * @param random a stream of each sample
   */
  default Map<String, NdArray> noise(int samples, IntFunction<RandomStream> random) {
    return Map.of();
  }

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
