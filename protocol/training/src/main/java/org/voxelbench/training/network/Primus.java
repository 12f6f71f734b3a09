package org.voxelbench.training.network;

import java.util.Arrays;
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
import org.voxelbench.preparation.plan.PrimusArchitecture;

/**
 * The transformer Primus (Wald et al. 2025, arXiv 2503.01835) as functions on a graph, with the
 * weight names of dynamic-network-architectures ({@code primus.py}).
 *
 * <p>A convolution turns each cube of 8 voxels into a token, a stack of EVA-02's blocks works on
 * them, and a light decoder of transposed convolutions gives the logits.
 */
final class Primus implements Network, TokenEncoder {

  /** The name of the input that says which branches of the blocks a training step leaves out. */
  private static final String DROP_PATH = "drop-path";

  private static final String STEM = "down_projection.";
  private static final String BLOCKS = "eva.";
  private static final String REGISTERS = "register_tokens";
  private static final double REGISTER_DEVIATION = 1e-6;
  private static final int[] NO_PADDING = {0, 0, 0};

  private final PrimusArchitecture architecture;
  private final int inputChannels;
  private final int outputChannels;
  private final TokenTransformer transformer;
  private final PatchDecoder decoder;
  private final WeightShapes weights;

  Primus(
      PrimusArchitecture architecture,
      int inputChannels,
      int outputChannels,
      boolean deepSupervision) {
    if (deepSupervision) {
      throw new BadInputException(
          "Primus gives its logits at one resolution only; set deepSupervision to false.");
    }
    this.architecture = architecture;
    this.inputChannels = inputChannels;
    this.outputChannels = outputChannels;
    transformer = new TokenTransformer(BLOCKS, architecture, DROP_PATH);
    decoder = new PatchDecoder(architecture.size().width(), outputChannels);
    weights = declared();
  }

  private WeightShapes declared() {
    int width = architecture.size().width();
    int registers = architecture.size().registers();
    int edge = PrimusArchitecture.TOKEN;
    WeightShapes.Builder builder = WeightShapes.builder();
    if (registers > 0) {
      builder.drawn(REGISTERS, 0, REGISTER_DEVIATION, 1, registers, width);
    }
    double deviation = PatchDecoder.heDeviation(inputChannels * edge * edge * edge);
    builder.drawn(inputKernel(), 0, deviation, width, inputChannels, edge, edge, edge);
    builder.drawn(STEM + "proj.bias", 0, 0, width);
    decoder.declare(builder);
    transformer.declare(builder);
    return builder.build();
  }

  @Override
  public PrimusArchitecture architecture() {
    return architecture;
  }

  @Override
  public int inputChannels() {
    return inputChannels;
  }

  @Override
  public int outputChannels() {
    return outputChannels;
  }

  @Override
  public boolean deepSupervision() {
    return false;
  }

  @Override
  public Network withDeepSupervision(boolean deep) {
    return new Primus(architecture, inputChannels, outputChannels, deep);
  }

  @Override
  public WeightShapes weights() {
    return weights;
  }

  @Override
  public String inputKernel() {
    return STEM + "proj.weight";
  }

  @Override
  public Optional<PositionEmbedding> positions() {
    return Optional.of(
        new PositionEmbedding(
            transformer.positions(),
            architecture.size().registers(),
            PrimusArchitecture.TOKEN,
            architecture.grid()));
  }

  @Override
  public NetworkPart part(String weight) {
    if (weight.startsWith(STEM)) {
      return NetworkPart.STEM;
    }
    if (weight.startsWith(BLOCKS) || weight.equals(REGISTERS)) {
      return NetworkPart.ENCODER;
    }
    if (PatchDecoder.isHead(weight)) {
      return NetworkPart.HEAD;
    }
    return PatchDecoder.has(weight) ? NetworkPart.DECODER : NetworkPart.OTHER;
  }

  @Override
  public Set<String> idleWeights() {
    return Set.of();
  }

  @Override
  public Optional<TokenEncoder> tokens() {
    return Optional.of(this);
  }

  @Override
  public Map<String, NdArray> noise(int samples, IntFunction<RandomStream> random) {
    return Map.of(DROP_PATH, transformer.dropPath().draw(samples, random));
  }

  @Override
  public List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers) {
    if (layers != EncoderLayers.dense()) {
      throw new BadInputException(
          "Primus has none of a convolutional encoder's layers, which are to be replaced.");
    }
    return List.of(map(graph, encode(graph, x, TokenMasking.none())));
  }

  @Override
  public Tensor encode(Graph graph, Tensor image, TokenMasking masking) {
    checkInput(image.shape());
    int edge = PrimusArchitecture.TOKEN;
    int width = architecture.size().width();
    int samples = image.shape()[0];
    Tensor cells =
        graph.conv3d(
            image,
            graph.weight(inputKernel()),
            graph.weight(STEM + "proj.bias"),
            new int[] {edge, edge, edge},
            NO_PADDING);
    Tensor tokens =
        graph.permute(graph.reshape(cells, samples, width, architecture.tokens()), 0, 2, 1);
    tokens = masking.replace(graph, tokens);
    int registers = architecture.size().registers();
    if (registers > 0) {
      Tensor own = graph.castLike(graph.weight(REGISTERS), tokens);
      tokens = graph.concat(1, graph.broadcastTo(own, samples, registers, width), tokens);
    }
    Tensor encoded = transformer.apply(graph, tokens, masking.kept(graph));
    return registers == 0
        ? encoded
        : graph.slice(encoded, 1, registers, encoded.shape()[1] - registers);
  }

  @Override
  public List<Tensor> decode(Graph graph, List<Tensor> features) {
    if (features.size() != 1) {
      throw new BadInputException(
          "Primus decodes one feature map, but was given " + features.size() + ".");
    }
    return List.of(decoder.decode(graph, features.get(0)));
  }

  private void checkInput(int[] shape) {
    List<Integer> patch = architecture.patch();
    boolean fits = shape.length == 5 && shape[1] == inputChannels;
    for (int axis = 0; fits && axis < 3; axis++) {
      fits = shape[axis + 2] == patch.get(axis);
    }
    if (!fits) {
      throw new BadInputException(
          "this Primus takes [N, "
              + inputChannels
              + ", D, H, W] with D, H, W of "
              + patch
              + ", for which its position embedding was laid out, but was given "
              + Arrays.toString(shape)
              + ".");
    }
  }
}
