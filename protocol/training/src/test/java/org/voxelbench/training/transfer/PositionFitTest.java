package org.voxelbench.training.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;

class PositionFitTest {

  private static final String POSITIONS = "eva.pos_embed";
  private static final int WIDTH = 12;

  private static Network primus(int registers, Integer... patch) {
    return Network.of(
        new PrimusArchitecture(new PrimusSize(WIDTH, 1, 1, registers), List.of(patch)),
        2,
        3,
        false);
  }

  private static Map<String, NdArray> drawn(Network network, int seed) {
    return Initialization.HE.draw(network.weights(), new RandomStreams(seed));
  }

  /** PyTorch's trilinear interpolation without aligned corners, as the engine has it. */
  @Test
  void placesAreInterpolatedAsPyTorchDoes() {
    Network before = primus(1, 24, 40, 16);
    Network after = primus(1, 32, 24, 24);
    Map<String, NdArray> pretrained = drawn(before, 1);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(after, TransferScope.ENCODER, Optional.of(List.of(24, 40, 16)))
            .apply(pretrained, drawn(after, 2));

    NdArray from = pretrained.get(POSITIONS);
    NdArray to = adapted.weights().get(POSITIONS);
    assertThat(to.shape()).containsExactly(1, 1 + 4 * 3 * 3, WIDTH);
    Program resize =
        graph ->
            Map.of(
                "resized",
                graph.reshape(
                    graph.permute(
                        graph.resizeTrilinear(
                            graph.permute(
                                graph.reshape(
                                    graph.slice(graph.input("from"), 1, 1, 3 * 5 * 2),
                                    1,
                                    3,
                                    5,
                                    2,
                                    WIDTH),
                                0,
                                4,
                                1,
                                2,
                                3),
                            new int[] {4, 3, 3}),
                        0,
                        2,
                        3,
                        4,
                        1),
                    1,
                    4 * 3 * 3,
                    WIDTH));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray expected =
          TestEngines.run(engine, resize, Map.of(), Map.of("from", from)).get("resized");
      for (int i = 0; i < expected.size(); i++) {
        assertThat((double) to.at(WIDTH + i)).isCloseTo(expected.at(i), within(1e-6));
      }
    }
    for (int i = 0; i < WIDTH; i++) {
      assertThat(to.at(i)).as("a register keeps its embedding").isEqualTo(from.at(i));
    }
    assertThat(adapted.report().text(true))
        .contains("places interpolated from [3, 5, 2] to [4, 3, 3]");
  }

  @Test
  void theSameGridArrivesAsItWas() {
    Network network = primus(0, 16, 24, 16);
    Map<String, NdArray> pretrained = drawn(network, 1);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER, Optional.of(List.of(16, 24, 16)))
            .apply(pretrained, drawn(network, 2));

    assertThat(Closeness.largest(adapted.weights().get(POSITIONS), pretrained.get(POSITIONS)))
        .isZero();
  }

  /** Of a checkpoint that says no patch: a cube is taken for one, and nothing else is guessed. */
  @Test
  void withoutAPatchACubeIsInterpolatedAndNothingElse() {
    Network after = primus(0, 32, 32, 32);
    WeightTransfer transfer = new WeightTransfer(after, TransferScope.ENCODER);

    assertThat(transfer.dryRun(primus(0, 16, 16, 16).weights().shapes()).text(true))
        .contains("places interpolated from [2, 2, 2] to [4, 4, 4]");
    assertThat(transfer.dryRun(primus(0, 16, 24, 16).weights().shapes()).text(true))
        .contains("pre-trained shape [1, 12, 12] does not fit [1, 64, 12]");
  }

  @Test
  void withoutAPatchAsManyPlacesAreThoseOfTheNetwork() {
    Network network = primus(0, 16, 24, 16);
    Map<String, NdArray> pretrained = drawn(network, 1);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER).apply(pretrained, drawn(network, 2));

    assertThat(Closeness.largest(adapted.weights().get(POSITIONS), pretrained.get(POSITIONS)))
        .isZero();
  }

  @Test
  void theStemIsSpreadOverMoreChannels() {
    Network one =
        Network.of(
            new PrimusArchitecture(new PrimusSize(WIDTH, 1, 1, 0), List.of(16, 16, 16)),
            1,
            1,
            false);
    Network two = primus(0, 16, 16, 16);
    Map<String, NdArray> pretrained = drawn(one, 1);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(two, TransferScope.ENCODER).apply(pretrained, drawn(two, 2));

    assertThat(adapted.report().stemAdapted()).isTrue();
    NdArray from = pretrained.get(two.inputKernel());
    NdArray to = adapted.weights().get(two.inputKernel());
    assertThat(to.at(0)).isEqualTo(from.at(0) / 2);
    assertThat(to.at(512)).isEqualTo(from.at(0) / 2);
  }
}
