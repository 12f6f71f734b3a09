package org.voxelbench.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.StepResult;
import org.voxelbench.methods.mae.LossVoxels;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.methods.spark3d.SparseAutoencoder;
import org.voxelbench.methods.voco.VolumeContrast;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SmoothVolume;
import org.voxelbench.training.transfer.TransferScope;

/** From the same weights, over the same batches, both engines take the same steps. */
class EnginesAgreeTest {

  private static final List<Integer> FEATURES = List.of(8, 16, 32, 64);

  /** Both in the same order of sums would agree to the bit; from here rounding may grow. */
  private static final int CLOSE_STEPS = 10;

  /** The second loss tells of gradients and update, the third and fourth of the momentum. */
  private static final int FIRST_STEPS = 4;

  static Stream<ShortTraining> trainings() {
    return Stream.of(
        ShortTraining.segmentation("scratch", FEATURES, true, false, SmoothVolume::draw),
        ShortTraining.pretext(new MaskedAutoencoder(), FEATURES, SmoothVolume::draw),
        ShortTraining.pretext("mae without skips", withoutSkips(), FEATURES, SmoothVolume::draw),
        ShortTraining.pretext(new SparseAutoencoder(), FEATURES, SmoothVolume::draw),
        ShortTraining.pretext(new VolumeContrast(), FEATURES, SmoothVolume::draw),
        ShortTraining.onPrimus(new MaskedAutoencoder(), SmoothVolume::draw));
  }

  private static PretextTask withoutSkips() {
    return new MaskedAutoencoder()
        .pretext(
            new MaskedAutoencoder.Settings(
                8,
                0.75,
                MaskedError.ABSOLUTE,
                TransferScope.ENCODER,
                LossVoxels.ALL,
                false,
                true,
                2))
        .orElseThrow();
  }

  private static List<Double> losses(String engineId, ShortTraining training, int steps) {
    try (Engine engine = TestEngines.named(engineId, Precision.FP32)) {
      return training.run(engine, steps).stream().map(StepResult::loss).toList();
    }
  }

  private static double largestRelative(List<Double> a, List<Double> b, int steps) {
    return IntStream.range(0, steps)
        .mapToDouble(i -> Math.abs(a.get(i) - b.get(i)) / Math.abs(b.get(i)))
        .max()
        .orElseThrow();
  }

  private static void assertClose(ShortTraining training, int steps) {
    List<Double> torch = losses("torch", training, steps);
    List<Double> nd4j = losses("nd4j", training, steps);
    int close = Math.min(CLOSE_STEPS, steps);

    System.out.printf(
        Locale.ROOT,
        "%s: loss %.4f to %.4f; largest relative difference %.1e in %d steps, %.1e in %d%n",
        training,
        torch.get(0),
        torch.get(steps - 1),
        largestRelative(nd4j, torch, close),
        close,
        largestRelative(nd4j, torch, steps),
        steps);
    assertThat(largestRelative(nd4j, torch, close)).isLessThan(1e-3);
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void theFirstStepsAreTheSame(ShortTraining training) {
    assertClose(training, FIRST_STEPS);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("trainings")
  void fiftySteps(ShortTraining training) {
    assertClose(training, 50);
  }
}
