package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.EncoderLayers;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.NetworkPart;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.schedule.Trainable;
import org.voxelbench.training.transfer.TransferScope;
import org.voxelbench.training.transfer.WeightTransfer;

/** All that is asked of a network is its interface: one that is no U-Net trains and moves too. */
class OtherNetworkTest {

  private static final int EDGE = 4;

  @TempDir Path folder;

  /** Halves the resolution once and doubles it again, under names of its own. */
  private record Hourglass(int inputChannels, int outputChannels) implements Network {

    private static final int[] ONES = {1, 1, 1};
    private static final int[] TWOS = {2, 2, 2};

    @Override
    public Architecture architecture() {
      return Architectures.isotropic(NetworkKind.PLAIN, List.of(3, 4), List.of(1, 1));
    }

    @Override
    public boolean deepSupervision() {
      return false;
    }

    @Override
    public Network withDeepSupervision(boolean deep) {
      return this;
    }

    @Override
    public WeightShapes weights() {
      return WeightShapes.builder()
          .layer("read", 3, 3, inputChannels, 1, 1, 1)
          .layer("narrow", 4, 4, 3, 2, 2, 2)
          .layer("widen", 3, 4, 3, 2, 2, 2)
          .layer("answer", outputChannels, outputChannels, 3, 1, 1, 1)
          .layer("unused", 1, 1, 1)
          .build();
    }

    @Override
    public String inputKernel() {
      return "read.weight";
    }

    @Override
    public NetworkPart part(String weight) {
      return switch (weight.substring(0, weight.indexOf('.') + 1)) {
        case "read." -> NetworkPart.STEM;
        case "narrow." -> NetworkPart.ENCODER;
        case "widen." -> NetworkPart.DECODER;
        case "answer.", "unused." -> NetworkPart.HEAD;
        default -> NetworkPart.OTHER;
      };
    }

    @Override
    public Set<String> idleWeights() {
      return Set.of("unused.weight", "unused.bias");
    }

    @Override
    public List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers) {
      Tensor full = layer(graph, x, "read", ONES, layers);
      return List.of(full, layer(graph, full, "narrow", TWOS, layers));
    }

    private static Tensor layer(
        Graph graph, Tensor x, String name, int[] stride, EncoderLayers layers) {
      Tensor weight = graph.weight(name + ".weight");
      return layers.conv(graph, x, weight, graph.weight(name + ".bias"), stride, new int[3]);
    }

    @Override
    public List<Tensor> decode(Graph graph, List<Tensor> features) {
      Tensor weight = graph.weight("widen.weight");
      Tensor up = graph.convTranspose3d(features.get(1), weight, graph.weight("widen.bias"), TWOS);
      Tensor joined = graph.add(up, features.get(0));
      return List.of(layer(graph, joined, "answer", ONES, EncoderLayers.dense()));
    }
  }

  @Test
  void theLoopTrainsAllOfItsWeightsButTheIdle() {
    Network network = new Hourglass(1, 1);
    PretrainingSettings settings =
        new PretrainingSettings(
            List.of("corpus"),
            1,
            new Length(1, 2, 0),
            0.01,
            new OptimizerSettings.Sgd(0.9, 0, 12),
            Initialization.PYTORCH);
    int[] size = {EDGE, EDGE, EDGE};
    List<MemoryCase> images = List.of(MemoryCase.of(size, (c, d, h, w) -> Math.sin(d + h * w)));
    Map<String, NdArray> trained;
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      trained =
          new Pretraining(settings, network, size, 1, 1)
              .run(
                  "a copy",
                  new Restoring(),
                  images,
                  List.of(),
                  engine,
                  new RunStore(folder)
                      .preTraining(
                          new PreTrainingKey("0".repeat(64), "copy", "0".repeat(64), 1, "torch")),
                  Limits.none(),
                  Progress.SILENT)
              .weights();
    }

    Map<String, NdArray> initial =
        Initialization.PYTORCH.draw(network.weights(), new RandomStreams(1));
    for (String name : network.weights().names()) {
      boolean same = Arrays.equals(initial.get(name).floats(), trained.get(name).floats());
      assertThat(same).as(name).isEqualTo(network.idleWeights().contains(name));
    }
  }

  @Test
  void aDecoderPhaseTrainsWhatItCallsDecoderAndHead() {
    assertThat(Trainable.DECODER.names(new Hourglass(1, 2), false))
        .containsExactly("widen.weight", "widen.bias", "answer.weight", "answer.bias");
  }

  @Test
  void itsEncoderMovesUnderItsOwnNames() {
    Network downstream = new Hourglass(2, 3);
    Map<String, NdArray> pretrained =
        Initialization.PYTORCH.draw(new Hourglass(1, 1).weights(), new RandomStreams(1));
    Map<String, NdArray> initial =
        Initialization.PYTORCH.draw(downstream.weights(), new RandomStreams(2));

    WeightTransfer.Adapted adapted =
        new WeightTransfer(downstream, TransferScope.ENCODER).apply(pretrained, initial);

    assertThat(adapted.report().stemAdapted()).isTrue();
    assertThat(adapted.weights().get("narrow.weight").floats())
        .containsExactly(pretrained.get("narrow.weight").floats());
    assertThat(adapted.weights().get("widen.weight").floats())
        .containsExactly(initial.get("widen.weight").floats());
  }
}
