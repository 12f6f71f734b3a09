package org.voxelbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.ranks.LostProcessException;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.methods.mae.LossVoxels;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.methods.modelsgenesis.ModelsGenesis;
import org.voxelbench.methods.spark3d.SparseAutoencoder;
import org.voxelbench.methods.voco.Regularizer;
import org.voxelbench.methods.voco.VolumeContrast;
import org.voxelbench.methods.volumefusion.VolumeFusion;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.augment.GaussianBlur;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.OutOfBudgetException;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.transfer.TransferScope;

/** Two ranks train what one does on whole batches; in how many processes changes no bit. */
class RanksTrainTheSameTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path root;

  static Stream<Arguments> trainings() {
    return Stream.of(
        Arguments.of("scratch", RankedTraining.scratch(true, true)),
        Arguments.of("mae", RankedTraining.of(mae())),
        Arguments.of("spark3d", RankedTraining.of(spark3d())),
        Arguments.of("voco", RankedTraining.of(voco())));
  }

  static Stream<Arguments> furtherTrainings() {
    return Stream.of(
        Arguments.of("scratch-by-sample", RankedTraining.scratch(false, false)),
        Arguments.of("mae-weighted", RankedTraining.of(mae().weighted())),
        Arguments.of(
            "models-genesis",
            RankedTraining.of(
                new ModelsGenesis().pretext(new ModelsGenesis().defaults()).orElseThrow())),
        Arguments.of(
            "volume-fusion",
            RankedTraining.of(
                new VolumeFusion().pretext(new VolumeFusion().defaults()).orElseThrow())));
  }

  private static PretextTask mae() {
    return new MaskedAutoencoder()
        .pretext(
            new MaskedAutoencoder.Settings(
                4,
                0.6,
                MaskedError.SQUARED,
                TransferScope.ENCODER,
                LossVoxels.MASKED,
                true,
                false,
                2))
        .orElseThrow();
  }

  private static PretextTask spark3d() {
    return new SparseAutoencoder()
        .pretext(
            new SparseAutoencoder.Settings(
                4, 0.6, 0.9, false, true, true, true, MaskedError.SQUARED, TransferScope.ENCODER))
        .orElseThrow();
  }

  private static PretextTask voco() {
    return new VolumeContrast()
        .pretext(
            new VolumeContrast.Settings(
                2,
                2,
                1,
                3,
                0,
                0,
                0,
                16,
                Regularizer.LINEAR,
                TransferScope.ENCODER,
                GaussianBlur.Kind.PER_AXIS,
                true))
        .orElseThrow();
  }

  private static Engine engine(Ranks ranks) {
    EngineProvider torch =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.id().equals("torch"))
            .findFirst()
            .orElseThrow();
    return torch.open(new EngineOptions("cpu", Optional.of(Precision.FP64), 1).over(ranks));
  }

  private static Ranks inTwo(int process, Path meeting) {
    return new Ranks(2, process, 2, Optional.of(meeting), PATIENCE);
  }

  private static Map<String, NdArray> alone(
      Ranks ranks, RankedTraining training, RunFolder folder, Limits limits) {
    try (Engine engine = engine(ranks)) {
      return training.run(engine, folder, limits);
    }
  }

  /** Both processes' parts over Gloo, in two threads. */
  private Map<String, NdArray> inTwoProcesses(
      RankedTraining training, RunFolder folder, Limits limits) throws Exception {
    Path meeting = root.resolve("meeting-" + System.nanoTime());
    CompletableFuture<Map<String, NdArray>> other =
        CompletableFuture.supplyAsync(() -> alone(inTwo(1, meeting), training, folder, limits));
    Map<String, NdArray> led = alone(inTwo(0, meeting), training, folder, limits);
    same(other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), led);
    return led;
  }

  private static void same(Map<String, NdArray> actual, Map<String, NdArray> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(actual.get(name).doubles()).as(name).isEqualTo(values.doubles()));
  }

  /**
   * The largest difference of a value, relative to the largest of its array. A bias before a norm
   * is 0 but for rounding, some 1e-18, and has no size of its own.
   */
  private static double distance(Map<String, NdArray> actual, Map<String, NdArray> expected) {
    double worst = 0;
    for (String name : expected.keySet()) {
      double[] a = actual.get(name).doubles();
      double[] b = expected.get(name).doubles();
      double largest =
          IntStream.range(0, b.length).mapToDouble(i -> Math.abs(b[i])).max().orElse(0);
      for (int i = 0; i < b.length; i++) {
        worst = Math.max(worst, Math.abs(a[i] - b[i]) / Math.max(largest, 1e-9));
      }
    }
    return worst;
  }

  private static double distance(List<EpochRow> actual, List<EpochRow> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    DoubleUnaryOperator known = value -> Double.isNaN(value) ? 0 : value;
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double[] a = numbers(actual.get(i));
      double[] b = numbers(expected.get(i));
      for (int n = 0; n < b.length; n++) {
        assertThat(Double.isNaN(a[n])).isEqualTo(Double.isNaN(b[n]));
        double expectedValue = known.applyAsDouble(b[n]);
        double difference = Math.abs(known.applyAsDouble(a[n]) - expectedValue);
        worst = Math.max(worst, difference / Math.max(Math.abs(expectedValue), 1e-12));
      }
    }
    return worst;
  }

  private static double[] numbers(EpochRow row) {
    return new double[] {row.trainLoss(), row.validationLoss(), row.pseudoDice()};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainings")
  void twoProcessesTrainWhatOneRankDoesOnWholeBatches(String name, RankedTraining training)
      throws Exception {
    RunFolder whole = RankedTraining.folder(root, "whole");
    RunFolder processes = RankedTraining.folder(root, "processes");

    Map<String, NdArray> one = alone(Ranks.one(), training, whole, Limits.none());
    Map<String, NdArray> two = inTwoProcesses(training, processes, Limits.none());

    assertClose(name, two, processes, one, whole);
  }

  @Tag("long")
  @ParameterizedTest(name = "{0}")
  @MethodSource({"trainings", "furtherTrainings"})
  void twoRanksOfOneProcessTrainWhatOneRankDoes(String name, RankedTraining training)
      throws Exception {
    RunFolder whole = RankedTraining.folder(root, "whole");
    RunFolder threads = RankedTraining.folder(root, "threads");
    RunFolder processes = RankedTraining.folder(root, "processes");

    Map<String, NdArray> one = alone(Ranks.one(), training, whole, Limits.none());
    Map<String, NdArray> two = alone(Ranks.inThisProcess(2), training, threads, Limits.none());

    assertClose(name, two, threads, one, whole);
    same(inTwoProcesses(training, processes, Limits.none()), two);
  }

  private static void assertClose(
      String name,
      Map<String, NdArray> two,
      RunFolder ofTwo,
      Map<String, NdArray> one,
      RunFolder ofOne) {
    double weights = distance(two, one);
    double losses = distance(ofTwo.epochs(), ofOne.epochs());
    System.out.printf(
        Locale.ROOT, "%s: weights differ by %.1e, losses by %.1e%n", name, weights, losses);
    assertThat(weights).isLessThan(1e-6);
    assertThat(losses).isLessThan(1e-6);
  }

  @Test
  void stoppedInTwoProcessesAndGoneOnWithInOneItTrainsTheSame() throws Exception {
    RankedTraining training = RankedTraining.scratch(true, true);
    RunFolder straight = RankedTraining.folder(root, "straight");
    RunFolder stopped = RankedTraining.folder(root, "stopped");
    Limits sevenSteps = new Limits(new Budget(null, 7L, null), new Interruption());

    Map<String, NdArray> expected = inTwoProcesses(training, straight, Limits.none());
    assertThatThrownBy(() -> inTwoProcesses(training, stopped, sevenSteps))
        .isInstanceOf(OutOfBudgetException.class);

    same(alone(Ranks.inThisProcess(2), training, stopped, Limits.none()), expected);
  }

  @Test
  void aProcessThatNeverComesEndsTheTrainingInASentence() {
    Ranks ranks = new Ranks(2, 0, 2, Optional.of(root.resolve("nobody")), Duration.ofMillis(500));
    RunFolder folder = RankedTraining.folder(root, "waiting");

    assertThatThrownBy(
            () -> alone(ranks, RankedTraining.scratch(false, false), folder, Limits.none()))
        .isInstanceOf(LostProcessException.class)
        .hasMessageContaining("another process of this training");
  }
}
