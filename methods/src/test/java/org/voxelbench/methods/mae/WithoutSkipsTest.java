package org.voxelbench.methods.mae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.EncoderLayers;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/** The masked autoencoder that restores from the bottleneck alone, with a token, as SimMIM does. */
class WithoutSkipsTest implements MethodContract<MaskedAutoencoder.Settings> {

  @Override
  public SslMethod<MaskedAutoencoder.Settings> method() {
    return new MaskedAutoencoder();
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.of(NetworkFamily.U_NET);
  }

  @Override
  public MaskedAutoencoder.Settings settings() {
    return settings(TransferScope.ENCODER);
  }

  private static MaskedAutoencoder.Settings settings(TransferScope transfer) {
    return new MaskedAutoencoder.Settings(
        8, 0.75, MaskedError.ABSOLUTE, transfer, LossVoxels.MASKED, false, true, 2);
  }

  private static PretextTask task() {
    return new MaskedAutoencoder().pretext(settings(TransferScope.ENCODER)).orElseThrow();
  }

  /** Spoils what a decoder with skips would see, and has no decoder. */
  private record OnlyBottleneck(Network network, Graph graph) implements Backbone {

    @Override
    public Architecture architecture() {
      return network.architecture();
    }

    @Override
    public List<Tensor> encode(Tensor image, EncoderLayers layers) {
      List<Tensor> maps = new ArrayList<>(network.encode(graph, image, layers));
      for (int stage = 0; stage < maps.size() - 1; stage++) {
        maps.set(stage, graph.mul(maps.get(stage), Double.NaN));
      }
      return maps;
    }

    @Override
    public Tensor decode(List<Tensor> features) {
      throw new AssertionError("the backbone's decoder has skips");
    }
  }

  @Test
  void theImageIsRestoredFromTheBottleneckAlone() {
    Network network = Network.of(Architectures.smallFlat(), 1, 1, false);
    PretextTask task = task();
    WeightShapes shapes = network.weights().plus(task.weights(network.architecture()));
    Map<String, NdArray> weights = Initialization.PYTORCH.draw(shapes, new RandomStreams(4));
    float[] image = new float[16 * 16 * 16];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.sin(0.01 * i);
    }
    Map<String, NdArray> inputs =
        Map.of(
            "image", NdArray.of(new int[] {1, 1, 16, 16, 16}, image),
            "visible", NdArray.of(new int[] {1, 1, 2, 2, 2}, 1f, 0f, 0f, 0f, 0f, 0f, 1f, 0f));
    Program program = graph -> task.preview(graph, new OnlyBottleneck(network, graph));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray restored = TestEngines.run(engine, program, weights, inputs).get("restored");
      assertThat(restored.shape()).containsExactly(1, 1, 16, 16, 16);
      for (float value : restored.floats()) {
        assertThat(value).isFinite();
      }
      assertThat(restored.at(0)).isNotEqualTo(restored.at(1000));
    }
  }

  /**
   * Its first convolutions read s channels in place of 2 s, and it has one head in place of five.
   */
  @Test
  void itsDecoderIsTheUNetsWithoutTheKernelsOfItsSkips() {
    Architecture backbone = Architectures.resEncL();
    long own = task().weights(backbone).parameters("restoration.");

    WeightShapes network = Network.of(backbone, 1, 1, false).weights();
    long skips = 0;
    long heads = 0;
    for (int channels : List.of(32, 64, 128, 256, 320)) {
      skips += 27L * channels * channels;
      heads += channels == 32 ? 0 : channels + 1;
    }
    assertThat(own).isEqualTo(network.parameters("decoder.") - skips - heads);
    assertThat(task().weights(backbone).shape("mask_token")).containsExactly(1, 1, 1, 1, 1);
  }

  /**
   * The U-Net itself, given skips of zeros: its kernels' first half reads what comes from below.
   */
  @Test
  void itIsTheUNetsDecoderBesideEmptySkips() {
    UNetArchitecture backbone = Architectures.smallFlat();
    Network network = Network.of(backbone, 1, 1, false);
    BottleneckDecoder own = new BottleneckDecoder(backbone);
    WeightShapes.Builder declared = WeightShapes.builder();
    own.declare(declared);
    Map<String, NdArray> weights = new HashMap<>();
    Initialization.PYTORCH
        .draw(network.weights(), new RandomStreams(5))
        .forEach(
            (name, values) -> {
              weights.put(name, values);
              String mine = name.replace("decoder.seg_layers.1", "restoration.head");
              mine = mine.replace("decoder.", "restoration.");
              if (declared.build().contains(mine)) {
                weights.put(mine, firstInputs(values, declared.build().shape(mine)));
              }
            });
    assertThat(weights.keySet()).containsAll(declared.build().names());
    Program program =
        graph -> {
          Tensor image = graph.input("image");
          List<Tensor> maps = new ArrayList<>(network.encode(graph, image));
          Tensor bottleneck = maps.get(2);
          maps.replaceAll(map -> map == bottleneck ? map : graph.mul(map, 0));
          return Map.of(
              "expected", network.decode(graph, maps).get(0), "own", own.apply(graph, bottleneck));
        };
    float[] image = new float[8 * 16 * 16];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.sin(0.37 * i);
    }
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> both =
          TestEngines.run(
              engine,
              program,
              weights,
              Map.of("image", NdArray.of(new int[] {1, 1, 8, 16, 16}, image)));
      NdArray expected = both.get("expected");
      assertThat(Closeness.largest(expected)).isPositive();
      assertThat(Closeness.largest(both.get("own"), expected))
          .isLessThanOrEqualTo(1e-5 * Closeness.largest(expected));
    }
  }

  /** Of a kernel {@code [Cout, Cin, ...]} the part that reads the first channels. */
  private static NdArray firstInputs(NdArray values, int[] shape) {
    if (Arrays.equals(values.shape(), shape)) {
      return values;
    }
    int all = values.size() / shape[0];
    int some = shape[1] * all / values.shape()[1];
    float[] kept = new float[shape[0] * some];
    for (int out = 0; out < shape[0]; out++) {
      System.arraycopy(values.floats(), out * all, kept, out * some, some);
    }
    return NdArray.of(shape, kept);
  }

  @Test
  void thatDecoderCannotMove() {
    assertThatThrownBy(() -> settings(TransferScope.ENCODER_AND_DECODER))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("mae", "ENCODER_AND_DECODER", "skips");
  }
}
