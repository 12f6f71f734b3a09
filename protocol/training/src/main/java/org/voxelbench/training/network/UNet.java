package org.voxelbench.training.network;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.UNetArchitecture;

/**
 * nnU-Net's U-Net as functions on a graph, with nnU-Net's weight names.
 *
 * <p>Convolutions are biased and padded to "same", norms are instance norms (eps 1e-5), activations
 * leaky ReLUs (slope 0.01), and there is no dropout (dynamic-network-architectures: {@code
 * unet.py}).
 */
final class UNet implements Network {

  private final UNetArchitecture architecture;
  private final int inputChannels;
  private final int outputChannels;
  private final boolean deepSupervision;
  private final Encoder encoder;
  private final Decoder decoder;
  private final WeightShapes weights;

  UNet(
      UNetArchitecture architecture,
      Encoder encoder,
      int inputChannels,
      int outputChannels,
      boolean deepSupervision) {
    UNetChecks.check(architecture);
    this.architecture = architecture;
    this.inputChannels = inputChannels;
    this.outputChannels = outputChannels;
    this.deepSupervision = deepSupervision;
    this.encoder = encoder;
    decoder = new Decoder(architecture, outputChannels);
    WeightShapes.Builder builder = WeightShapes.builder();
    encoder.declare(builder);
    decoder.declare(builder);
    weights = builder.build();
  }

  @Override
  public UNetArchitecture architecture() {
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
    return deepSupervision;
  }

  @Override
  public Network withDeepSupervision(boolean deep) {
    return new UNet(architecture, encoder, inputChannels, outputChannels, deep);
  }

  @Override
  public WeightShapes weights() {
    return weights;
  }

  @Override
  public String inputKernel() {
    return encoder.stem() + "conv.weight";
  }

  @Override
  public NetworkPart part(String weight) {
    if (weight.startsWith(encoder.stem())) {
      return NetworkPart.STEM;
    }
    if (weight.startsWith("encoder.stages.")) {
      return NetworkPart.ENCODER;
    }
    if (weight.startsWith(Decoder.HEADS)) {
      return NetworkPart.HEAD;
    }
    boolean decoder =
        weight.startsWith("decoder.stages.") || weight.startsWith("decoder.transpconvs.");
    return decoder ? NetworkPart.DECODER : NetworkPart.OTHER;
  }

  /**
   * Weights of heads that no loss reaches: without deep supervision all but the full-resolution
   * head's; with it the coarsest head's, whose loss has weight 0.
   *
   * <p>nnU-Net's optimiser leaves them untouched, without weight decay too.
   */
  @Override
  public Set<String> idleWeights() {
    Set<String> idle = new LinkedHashSet<>();
    int last = decoder.stages() - 1;
    for (int stage = 0; stage < (deepSupervision ? Math.min(1, last) : last); stage++) {
      idle.add(Decoder.head(stage) + ".weight");
      idle.add(Decoder.head(stage) + ".bias");
    }
    return idle;
  }

  @Override
  public List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers) {
    checkInput(x.shape());
    return encoder.encode(graph, x, layers);
  }

  @Override
  public List<Tensor> decode(Graph graph, List<Tensor> skips) {
    if (skips.size() != architecture.stages()) {
      throw new BadInputException(
          "the decoder needs one skip for each of the "
              + architecture.stages()
              + " encoder stages, but was given "
              + skips.size()
              + ".");
    }
    return decoder.decode(graph, skips, deepSupervision);
  }

  private void checkInput(int[] shape) {
    int[] total = architecture.totalStride();
    boolean fits = shape.length == 5 && shape[1] == inputChannels;
    for (int axis = 0; fits && axis < 3; axis++) {
      fits = shape[axis + 2] % total[axis] == 0;
    }
    if (!fits) {
      throw new BadInputException(
          "the network takes [N, "
              + inputChannels
              + ", D, H, W] with D, H, W multiples of "
              + Arrays.toString(total)
              + ", but was given "
              + Arrays.toString(shape)
              + "; choose another patch size.");
    }
  }
}
