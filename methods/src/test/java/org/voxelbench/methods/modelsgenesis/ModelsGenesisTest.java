package org.voxelbench.methods.modelsgenesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.methods.SmallRun;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class ModelsGenesisTest implements MethodContract<ModelsGenesis.Settings> {

  private static final int[] SHAPE = {14, 15, 20};

  @Override
  public SslMethod<ModelsGenesis.Settings> method() {
    return new ModelsGenesis();
  }

  private static ModelsGenesis.Settings steps(
      double flip, double shuffling, double intensityMap, double painting) {
    return new ModelsGenesis.Settings(
        IntensityRange.Z_SCORED,
        flip,
        shuffling,
        50,
        intensityMap,
        painting,
        0.2,
        TransferScope.ENCODER,
        FlipAxes.DHW);
  }

  /** All different, between 2 and 3: outside the range of the noise and of the curve. */
  private static float[] patch() {
    float[] patch = new float[SHAPE[0] * SHAPE[1] * SHAPE[2]];
    for (int i = 0; i < patch.length; i++) {
      patch[i] = 2 + i / (float) patch.length;
    }
    return patch;
  }

  private static Distortion draw(ModelsGenesis.Settings settings, int draw) {
    return Distortion.draw(
        patch(), new float[0], SHAPE, settings, new RandomStreams(11).stream("draw", draw));
  }

  private static void assertShare(double expected, IntPredicate happens) {
    int draws = 1500;
    double happened = IntStream.range(0, draws).filter(happens).count();
    double fourSigma = 4 * Math.sqrt(expected * (1 - expected) / draws);
    assertThat(happened / draws).isBetween(expected - fourSigma, expected + fourSigma);
  }

  private static boolean distorted(ModelsGenesis.Settings settings, int draw) {
    Distortion drawn = draw(settings, draw);
    return !Arrays.equals(drawn.original(), drawn.distorted());
  }

  @Test
  void defaultsAreTheReleasedCodesButForTheFlips() {
    assertThat(new ModelsGenesis().defaults())
        .isEqualTo(
            new ModelsGenesis.Settings(
                IntensityRange.Z_SCORED,
                0.4,
                0.5,
                0,
                0.9,
                0.9,
                0.2,
                TransferScope.ENCODER,
                FlipAxes.DHW));
  }

  @Test
  void stepsHappenAsOftenAsSaid() {
    assertShare(0.5, draw -> distorted(steps(0, 0.5, 0, 0), draw));
    assertShare(0.9, draw -> distorted(steps(0, 0, 0.9, 0), draw));
    // 5 % of the in-paintings have no box.
    assertShare(0.9 * (0.8 + 0.2 * 0.95), draw -> distorted(steps(0, 0, 0, 0.9), draw));
  }

  /**
   * A third of the draws of channel, D and H do nothing, the others turn round one of the two; W is
   * never turned, along which the values rise.
   */
  @Test
  void flipsOfTheReleasedCodeLeaveTheLastAxisAndAThirdOfTheDraws() {
    RandomStream random = new RandomStreams(8).stream("flip");
    int draws = 6000;
    int[] happened = new int[3];
    for (int draw = 0; draw < draws; draw++) {
      float[] volume = patch();
      FlipAxes.CDH.draw(random).ifPresent(axis -> Flip.along(volume, SHAPE, axis));
      assertThat(volume[1]).isGreaterThan(volume[0]);
      boolean d = volume[0] > volume[SHAPE[1] * SHAPE[2]];
      boolean h = volume[0] > volume[SHAPE[2]];
      assertThat(d && h).isFalse();
      happened[d ? 0 : h ? 1 : 2]++;
    }
    double fourSigma = 4 * Math.sqrt(draws * 2 / 9.0);
    for (int count : happened) {
      assertThat((double) count).isCloseTo(draws / 3.0, within(fourSigma));
    }
  }

  @Test
  void theSettingReachesTheFlips() {
    ModelsGenesis.Settings released =
        new ModelsGenesis.Settings(
            IntensityRange.Z_SCORED, 1, 0, 0, 0, 0, 0, TransferScope.ENCODER, FlipAxes.CDH);
    for (int draw = 0; draw < 50; draw++) {
      float[] original = draw(released, draw).original();
      assertThat(original[1]).isGreaterThan(original[0]);
    }
  }

  @Test
  void flipsOfAllAxesTurnEachAsOften() {
    RandomStream random = new RandomStreams(8).stream("flip");
    int draws = 6000;
    int[] happened = new int[3];
    for (int draw = 0; draw < draws; draw++) {
      happened[FlipAxes.DHW.draw(random).orElseThrow()]++;
    }
    double fourSigma = 4 * Math.sqrt(draws * 2 / 9.0);
    for (int count : happened) {
      assertThat((double) count).isCloseTo(draws / 3.0, within(fourSigma));
    }
  }

  @Test
  void flipsMoveInputAndTargetTogether() {
    // None, or two along the same axis.
    double unchanged = 0.6 + 0.4 * 0.4 * 0.6 / 3;
    assertShare(
        unchanged, draw -> Arrays.equals(draw(steps(0.4, 0, 0, 0), draw).original(), patch()));
    assertShare(1e-9, draw -> distorted(steps(0.4, 0, 0, 0), draw));
  }

  @Test
  void flipsMoveWhatVoxelsCountWithTheTarget() {
    ModelsGenesis.Settings settings = steps(0.4, 0.5, 0.9, 0.9);
    int moved = 0;
    for (int draw = 0; draw < 100; draw++) {
      RandomStream random = new RandomStreams(11).stream("draw", draw);
      Distortion drawn = Distortion.draw(patch(), patch(), SHAPE, settings, random);
      assertThat(drawn.weights()).isEqualTo(drawn.original());
      assertThat(drawn.distorted()).isEqualTo(draw(settings, draw).distorted());
      moved += Arrays.equals(drawn.original(), patch()) ? 0 : 1;
    }
    assertThat(moved).isBetween(10, 90);
  }

  @Test
  void aFlipTurnsOneAxisRound() {
    float[] flipped = patch();
    Flip.along(flipped, SHAPE, 1);
    float[] patch = patch();
    for (int d = 0; d < 14; d++) {
      for (int h = 0; h < 15; h++) {
        for (int w = 0; w < 20; w++) {
          assertThat(flipped[(d * 15 + h) * 20 + w]).isEqualTo(patch[(d * 15 + 14 - h) * 20 + w]);
        }
      }
    }
  }

  @Test
  void outPaintingHidesTheBorderAndInPaintingLeavesIt() {
    ModelsGenesis.Settings settings = steps(0, 0, 0, 1);
    assertShare(0.8, draw -> draw(settings, draw).distorted()[0] < 1);
    for (int i = 0; i < 200; i++) {
      for (float value : draw(settings, i).distorted()) {
        assertThat(value < 1 && value >= 0 || value >= 2).isTrue();
      }
    }
  }

  @Test
  void theTargetIsThePatch() {
    assertThat(draw(steps(0, 1, 1, 1), 0).original()).isEqualTo(patch());
  }

  @Test
  void theOriginalsRangeIsRescaledForInputAndTarget() {
    ModelsGenesis.Settings settings =
        new ModelsGenesis.Settings(
            IntensityRange.UNIT, 0, 0, 0, 1, 0, 0.2, TransferScope.ENCODER, FlipAxes.DHW);
    Distortion drawn = draw(settings, 0);
    float[] sorted = drawn.original().clone();
    Arrays.sort(sorted);
    assertThat(sorted[0]).isZero();
    assertThat(sorted[sorted.length - 1]).isEqualTo(1);
    assertThat(IntStream.range(0, sorted.length).mapToDouble(i -> drawn.distorted()[i]).distinct())
        .hasSizeGreaterThan(100);
    assertThat(IntensityRange.UNIT.of(new float[] {3, 3})).containsExactly(0, 0);
  }

  @Test
  void aPatchTooShortForWindowsIsRefused() {
    PretextTask task = new ModelsGenesis().pretext(new ModelsGenesis().defaults()).orElseThrow();
    assertThatThrownBy(() -> task.patches(new int[] {13, 32, 32}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("13 voxels");
    assertThat(task.patches(new int[] {14, 32, 32}).spatialAugmentation()).isFalse();
    RandomStream random = new RandomStreams(1).stream("small");
    for (int edge = 14; edge < 40; edge++) {
      int[] shape = {edge, edge, edge};
      for (int i = 0; i < 50; i++) {
        Painting.kept(shape, random);
        Painting.hidden(shape, random);
      }
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> steps(0.4, 1.5, 0.9, 0.9))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("shuffling (1.5)");
    assertThatThrownBy(() -> steps(Double.NaN, 0.5, 0.9, 0.9))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("flip (NaN)");
    assertThatThrownBy(
            () ->
                new ModelsGenesis.Settings(
                    IntensityRange.UNIT, 0, 0, -1, 0, 0, 0, TransferScope.ENCODER, FlipAxes.DHW))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("shuffledBlocks (-1)");
  }

  @Test
  void showsInputOutputAndOriginalWithTheirErrors() {
    PretextTask task = new ModelsGenesis().pretext(new ModelsGenesis().defaults()).orElseThrow();
    SmallRun run = new SmallRun(task, 16, 20, 24);
    Map<String, NdArray> shown = run.shown();
    Map<String, NdArray> inputs = run.inputs();

    assertThat(shown.get("restored").shape()).containsExactly(2, 1, 16, 20, 24);
    assertThat(shown.get("distorted").floats()).isEqualTo(inputs.get("distorted").floats());
    assertThat(shown.get("original").floats()).isEqualTo(inputs.get("original").floats());
    double error = error(shown.get("restored"), shown.get("original"));
    assertThat(shown.get("error").item()).isCloseTo(error, within(1e-5 * error));
    double unrestored = error(shown.get("distorted"), shown.get("original"));
    assertThat(shown.get("error of the distorted image").item())
        .isCloseTo(unrestored, within(1e-5 * unrestored));
    assertThat(run.loss(Precision.FP32)).isCloseTo(error, within(1e-5 * error));
    assertThat(run.loss(Precision.BF16)).isCloseTo(error, within(0.02 * error));
  }

  private static double error(NdArray a, NdArray b) {
    return IntStream.range(0, a.size()).mapToDouble(i -> Math.pow(a.at(i) - b.at(i), 2)).sum()
        / a.size();
  }
}
