package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.PretextTask;

class ProjectorTest {

  private static final int WIDTH = 6;

  /** Total stride {@code [4, 4, 2]}. */
  private static Architecture backbone() {
    List<Integer> three = List.of(3, 3, 3);
    return new UNetArchitecture(
        NetworkKind.RESIDUAL_ENCODER,
        List.of(2, 4, 6),
        List.of(1, 1, 1),
        List.of(three, three, three),
        List.of(List.of(1, 1, 1), List.of(2, 2, 2), List.of(2, 2, 1)),
        List.of(1, 1));
  }

  private static NdArray embed(NdArray crops) {
    return embed(crops, Precision.FP32);
  }

  private static NdArray embed(NdArray crops, Precision precision) {
    return embed(crops, precision, name -> false);
  }

  /**
   * @param zeroed weights that are 0
   */
  private static NdArray embed(NdArray crops, Precision precision, Predicate<String> zeroed) {
    PretextTask task = new Embedding(WIDTH);
    PretextProgram program = new PretextProgram(Network.of(backbone(), 1, 1, false), task);
    Map<String, NdArray> weights =
        new HashMap<>(Initialization.PYTORCH.draw(program.weights(), new RandomStreams(2)));
    weights.replaceAll((name, drawn) -> zeroed.test(name) ? NdArray.zeros(drawn.shape()) : drawn);
    try (Engine engine = TestEngines.open(precision)) {
      return TestEngines.run(engine, program.shown(), weights, Map.of("crops", crops))
          .get("embedded");
    }
  }

  private static NdArray crops(int count, int... size) {
    RandomStream random = new RandomStreams(4).stream("crops");
    float[] values = new float[count * size[0] * size[1] * size[2]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NdArray.of(new int[] {count, 1, size[0], size[1], size[2]}, values);
  }

  @Test
  void theFirstLayerReadsTheChannelsOfAllStages() {
    Projector projector = new Projector(WIDTH);

    assertThat(projector.weights(backbone()).shape("projector.layer1.0.weight"))
        .containsExactly(WIDTH, 2 + 4 + 6);
    assertThat(projector.weights(backbone()).shape("projector.layer3.0.weight"))
        .containsExactly(WIDTH, WIDTH);
  }

  @Test
  void anEmbeddingDependsOnItsOwnCropAlone() {
    NdArray both = crops(2, 8, 8, 4);
    NdArray alone =
        NdArray.of(new int[] {1, 1, 8, 8, 4}, Arrays.copyOf(both.floats(), both.size() / 2));

    NdArray together = embed(both);
    NdArray single = embed(alone);

    assertThat(together.shape()).containsExactly(2, WIDTH);
    for (int i = 0; i < WIDTH; i++) {
      assertThat(together.at(i)).isCloseTo(single.at(i), within(1e-5));
    }
    assertThat(together.at(WIDTH)).isNotCloseTo(together.at(0), within(1e-5));
  }

  @Test
  void mixedPrecisionChangesAnEmbeddingLittle() {
    NdArray crops = crops(2, 8, 8, 4);
    NdArray full = embed(crops);
    NdArray mixed = embed(crops, Precision.BF16);

    assertThat(Closeness.largest(mixed, full)).isLessThan(0.05 * Closeness.largest(full));
  }

  /**
   * The norm takes away what a bias adds to a map, so that nothing is left of a crop of air.
   *
   * <p>32-bit floats don't keep to it, nor do PyTorch's: each norm stretches the rounding errors of
   * an even map 300 times, and bfloat16 rounds them away before ({@code docs/precision.md}).
   */
  @ParameterizedTest
  @EnumSource(names = {"BF16", "FP64"})
  void theEncoderFindsNothingInACropOfAir(Precision precision) {
    NdArray air = NdArray.zeros(1, 1, 16, 16, 8);
    NdArray embedded = embed(air, precision);
    NdArray withoutBiases =
        embed(air, precision, name -> name.startsWith("encoder") && name.endsWith("bias"));

    assertThat(Closeness.largest(embedded)).isGreaterThan(0.1);
    assertThat(Closeness.largest(embedded, withoutBiases)).isLessThan(1e-3);
  }

  @ParameterizedTest
  @CsvSource({"8, 6, 4, multiple", "8, 8, 3, multiple", "4, 4, 2, one voxel"})
  void aCropThatDoesNotSuitTheBackboneIsRefused(int d, int h, int w, String reason) {
    NdArray crops = crops(1, d, h, w);

    assertThatThrownBy(() -> embed(crops))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(Arrays.toString(new int[] {d, h, w}), "[4, 4, 2]", reason);
  }
}
