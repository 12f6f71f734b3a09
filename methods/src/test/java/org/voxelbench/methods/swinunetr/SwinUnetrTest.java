package org.voxelbench.methods.swinunetr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.methods.SmallRun;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class SwinUnetrTest implements MethodContract<SwinUnetr.Settings> {

  @Override
  public SslMethod<SwinUnetr.Settings> method() {
    return new SwinUnetr();
  }

  private static PretextTask task() {
    return new SwinUnetr().pretext(new SwinUnetr().defaults()).orElseThrow();
  }

  /** Constant images: sample i is 10 (i + 1) everywhere. */
  private static PretextBatch batch(int samples, long draw, int... size) {
    RandomStreams streams = new RandomStreams(9);
    List<List<float[]>> patches = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      float[] patch = new float[size[0] * size[1] * size[2]];
      Arrays.fill(patch, 10 * (i + 1));
      patches.add(List.of(patch));
    }
    return new PretextBatch(
        patches,
        size,
        streams.stream("batch", draw),
        sample -> streams.stream("sample", draw, sample));
  }

  @Test
  void aQuarterTurnFollowedByOthersAddsUp() {
    int[] shape = {2, 3, 3};
    float[] volume = new float[18];
    for (int i = 0; i < volume.length; i++) {
      volume[i] = i;
    }
    float[] once = QuarterTurns.rotate(volume, shape, 1);
    assertThat(Arrays.copyOf(once, 9)).containsExactly(2, 5, 8, 1, 4, 7, 0, 3, 6);
    float[] twice = QuarterTurns.rotate(once, shape, 1);
    assertThat(QuarterTurns.rotate(volume, shape, 2)).containsExactly(twice);
    assertThat(QuarterTurns.rotate(volume, shape, 3))
        .containsExactly(QuarterTurns.rotate(twice, shape, 1));
    assertThat(QuarterTurns.rotate(twice, shape, 2)).containsExactly(volume);
  }

  @Test
  void turnsAreUniformAndHalfOnesOnlyWhereHeightAndWidthDiffer() {
    int[] cubic = new int[4];
    int[] oblong = new int[4];
    int draws = 400;
    for (int draw = 0; draw < draws; draw++) {
      float[] turns = task().prepare(batch(1, draw, 4, 6, 6)).get(Views.TURNS).floats();
      cubic[(int) turns[0]]++;
      cubic[(int) turns[1]]++;
      oblong[(int) task().prepare(batch(1, draw, 4, 8, 6)).get(Views.TURNS).floats()[0]]++;
    }
    for (int count : cubic) {
      double deviation = Math.sqrt(2 * draws * 0.25 * 0.75);
      assertThat((double) count).isCloseTo(2 * draws / 4.0, within(4 * deviation));
    }
    assertThat(oblong[1] + oblong[3]).isZero();
    assertThat((double) oblong[2]).isCloseTo(draws / 2.0, within(4 * Math.sqrt(draws * 0.25)));
  }

  @Test
  void aSingleImageIsHiddenBehindNoiseAlone() {
    double cut = 0;
    int draws = 300;
    for (int draw = 0; draw < draws; draw++) {
      Map<String, NdArray> inputs = task().prepare(batch(1, draw, 24, 24, 24));
      float[] views = inputs.get(Views.VIEWS).floats();
      for (float value : views) {
        assertThat(value == 10 || value >= 0 && value <= 1).isTrue();
        cut += value == 10 ? 0 : 1.0 / views.length;
      }
      for (float value : inputs.get(Views.ORIGINALS).floats()) {
        assertThat(value).isEqualTo(10);
      }
    }
    // Half of the largest share on average, less where boxes overlap, more by the last box.
    assertThat(cut / draws).isBetween(0.12, 0.16);
  }

  @Test
  void otherImagesOfTheBatchFillBoxesOfTheSecondPass() {
    int filled = 0;
    int draws = 200;
    for (int draw = 0; draw < draws; draw++) {
      float[] views = task().prepare(batch(2, draw, 16, 16, 16)).get(Views.VIEWS).floats();
      boolean foreign = false;
      for (int i = 0; i < 4096; i++) {
        foreign |= views[i] == 20;
      }
      filled += foreign ? 1 : 0;
    }
    // One in two draws another image than its own.
    assertThat((double) filled).isCloseTo(draws / 2.0, within(4 * Math.sqrt(draws * 0.25)));
  }

  @Test
  void theHeadsMirrorTheEncoder() {
    List<Integer> three = List.of(3, 3, 3);
    Architecture architecture =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            List.of(4, 8, 16),
            List.of(1, 1, 1),
            List.of(three, three, three),
            List.of(List.of(1, 1, 1), List.of(1, 2, 2), List.of(2, 2, 2)),
            List.of(1, 1));
    WeightShapes weights = task().weights(architecture);
    assertThat(weights.shape("rotation.weight")).containsExactly(4, 16);
    assertThat(weights.shape("contrast.weight")).containsExactly(512, 16);
    Map<String, NdArray> zeros = new LinkedHashMap<>();
    weights.shapes().forEach((name, shape) -> zeros.put(name, NdArray.zeros(shape)));
    Program program =
        graph ->
            Map.of(
                "restored",
                new ReconstructionHead(architecture, 1).apply(graph, graph.input("bottleneck")));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray restored =
          TestEngines.run(
                  engine, program, zeros, Map.of("bottleneck", NdArray.zeros(2, 16, 3, 2, 5)))
              .get("restored");
      assertThat(restored.shape()).containsExactly(2, 1, 6, 8, 20);
    }
    assertThat(task().transfer()).isEqualTo(TransferScope.ENCODER);
  }

  /**
   * The last convolution of the original is of one voxel, that of the released code of 3x3x3 with a
   * margin of 1: by the tap before its middle, a voxel is what the one before it was.
   */
  @Test
  void theLastConvolutionIsOfOneVoxelOrThreeByThreeByThree() {
    List<Integer> ones = List.of(1, 1, 1);
    List<Integer> three = List.of(3, 3, 3);
    Architecture flat =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            List.of(1, 1),
            List.of(1, 1),
            List.of(three, three),
            List.of(ones, ones),
            List.of(1));
    float[] tap = new float[27];
    tap[4] = 1;

    NdArray plain = restored(flat, NdArray.of(new int[] {1, 1, 1, 1, 1}, 1f), 0);
    NdArray moved = restored(flat, NdArray.of(new int[] {1, 1, 3, 3, 3}, tap), 0.5f);

    int slice = 4 * 5;
    assertThat(plain.shape()).containsExactly(1, 1, 3, 4, 5);
    assertThat(moved.shape()).containsExactly(1, 1, 3, 4, 5);
    for (int i = 0; i < 3 * slice; i++) {
      double before = i < slice ? 0 : plain.at(i - slice);
      assertThat(moved.at(i)).isCloseTo(before + 0.5, within(1e-5));
    }
    assertThat(plain.at(0)).isNotEqualTo(plain.at(slice));
  }

  private static NdArray restored(Architecture backbone, NdArray last, float bias) {
    ReconstructionHead head = new ReconstructionHead(backbone, last.shape()[2]);
    WeightShapes.Builder declared = WeightShapes.builder();
    head.declare(declared);
    assertThat(declared.build().shape("reconstruction.0.weight")).isEqualTo(last.shape());
    Map<String, NdArray> weights =
        Map.of(
            "reconstruction.0.weight", last,
            "reconstruction.0.bias", NdArray.of(new int[] {1}, bias),
            "reconstruction.1.weight", rising(1, 1, 3, 3, 3),
            "reconstruction.1.bias", NdArray.zeros(1));
    Program program = graph -> Map.of("restored", head.apply(graph, graph.input("bottleneck")));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.run(engine, program, weights, Map.of("bottleneck", rising(1, 1, 3, 4, 5)))
          .get("restored");
    }
  }

  private static NdArray rising(int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 - 0.1f * i;
    }
    return NdArray.of(shape, values);
  }

  @Test
  void aKernelOfTwoIsRefused() {
    assertThatThrownBy(
            () -> new SwinUnetr.Settings(HeadInput.TOKENS, 512, 0.5, 0.3, 0.05, 0.25, 1, 1, 1, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("lastKernel (2)");
  }

  @Test
  void headsReadTwoVoxelsOrTheMean() {
    NdArray bottleneck = NdArray.of(new int[] {1, 2, 1, 2, 2}, 1f, 2f, 3f, 4f, 10f, 20f, 30f, 40f);
    Program program =
        graph ->
            Map.of(
                "rotation", HeadInput.TOKENS.of(graph, graph.input("x"), 0),
                "contrast", HeadInput.TOKENS.of(graph, graph.input("x"), 1),
                "pooled", HeadInput.POOLED.of(graph, graph.input("x"), 1));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> read =
          TestEngines.run(engine, program, Map.of(), Map.of("x", bottleneck));
      assertThat(read.get("rotation").floats()).containsExactly(1, 10);
      assertThat(read.get("contrast").floats()).containsExactly(2, 20);
      assertThat(read.get("pooled").floats()).containsExactly(2.5f, 25);
    }
  }

  @Test
  void aBottleneckOfOneVoxelHasNoTwoTokens() {
    Program program = graph -> Map.of("x", HeadInput.TOKENS.of(graph, graph.input("x"), 0));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      assertThatThrownBy(
              () ->
                  TestEngines.run(
                      engine, program, Map.of(), Map.of("x", NdArray.zeros(1, 2, 1, 1, 1))))
          .isInstanceOfAny(BadInputException.class, EngineException.class)
          .hasMessageContaining("POOLED");
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(
            () -> new SwinUnetr.Settings(HeadInput.TOKENS, 512, 0, 0.3, 0.05, 0.25, 1, 1, 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("temperature (0.0)");
    assertThatThrownBy(
            () -> new SwinUnetr.Settings(HeadInput.TOKENS, 512, 0.5, 0.3, 0.3, 0.25, 1, 1, 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("largestBox (0.25)");
    assertThatThrownBy(
            () -> new SwinUnetr.Settings(HeadInput.TOKENS, 512, 0.5, 0.3, 0.05, 0.25, 1, -1, 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("contrastWeight (-1.0)");
  }

  @ParameterizedTest
  @EnumSource
  void showsViewsAndHowWellTheyAreUnderstood(HeadInput headInput) {
    SwinUnetr.Settings settings =
        new SwinUnetr.Settings(headInput, 16, 0.5, 0.3, 0.05, 0.25, 1, 1, 1, 1);
    SmallRun run = new SmallRun(new SwinUnetr().pretext(settings).orElseThrow(), 16, 20, 24);
    Map<String, NdArray> shown = run.shown();

    for (String volume : List.of("view", "restored", "original")) {
      assertThat(shown.get(volume).shape()).containsExactly(4, 1, 16, 20, 24);
    }
    assertThat(shown.get("absolute error").item()).isPositive();
    assertThat(shown.get("rotation accuracy").item()).isIn(0.0, 0.25, 0.5, 0.75, 1.0);
    assertThat(shown.get("contrast accuracy").item()).isIn(0.0, 0.25, 0.5, 0.75, 1.0);
    double loss = run.loss(Precision.FP32);
    assertThat(run.loss(Precision.BF16)).isCloseTo(loss, within(0.02 * loss));
  }
}
