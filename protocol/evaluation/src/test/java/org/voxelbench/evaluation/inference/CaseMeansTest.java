package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.PatchMean;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.network.TestEngines;

/** Where the means of a case's patches lie, and that it makes no difference. */
class CaseMeansTest {

  private static final int[] PATCH = {4, 6, 5};
  private static final long PLENTY = 1L << 40;

  /** 100 voxels; 4 volumes of 400 bytes are 90 % of this. */
  private static final int[] SHAPE = {5, 5, 4};

  private static final long JUST_ENOUGH = 1778;

  @TempDir Path folder;

  /** Two classes, which depend on the fold, the image and the place in the patch. */
  private static FakeEngine engine() {
    return keepingMeans(
        (weight, image) -> {
          int[] shape = image.shape();
          int voxels = image.size() / shape[0];
          shape[1] = 2;
          float[] out = new float[2 * image.size()];
          for (int i = 0; i < out.length; i++) {
            float value = image.floats()[i / (2 * voxels) * voxels + i % voxels];
            out[i] = (float) (Math.sin(weight * value) + 0.01 * (i % (2 * voxels)));
          }
          return NdArray.of(shape, out);
        });
  }

  private static FakeEngine keepingMeans(BiFunction<Double, NdArray, NdArray> network) {
    FakeEngine engine = new FakeEngine(network);
    engine.keepsMeans = true;
    return engine;
  }

  private float[] predict(
      FakeEngine engine, int[] shape, LogitMemory memory, List<Integer> axes, int folds) {
    int[] whole = {1, shape[0], shape[1], shape[2]};
    float[] image = new float[(int) NdArray.size(whole)];
    for (int i = 0; i < image.length; i++) {
      image[i] = i * 0.37f % 2;
    }
    try (Predictor predictor =
        new Predictor(
            engine,
            engine.forward(),
            IntStream.rangeClosed(1, folds).mapToObj(engine::weight).toList(),
            PATCH,
            new PredictorSettings(0.5, true, axes, 3),
            memory)) {
      return Joined.of(predictor.predict(image, whole));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 6, 5, 012, 1",
    "9, 13, 7, '', 1",
    "9, 13, 7, 02, 2",
    "1, 3, 2, 1, 3",
    "3, 20, 4, 012, 2",
    "11, 1, 5, 12, 1"
  })
  void theDevicesMeanTheHostsAndThatInAFileAreOne(int d, int h, int w, String mirrored, int folds) {
    int[] shape = {d, h, w};
    List<Integer> axes = mirrored.chars().mapToObj(axis -> axis - '0').toList();
    FakeEngine engine = engine();
    engine.free = OptionalLong.of(PLENTY);
    float[] onDevice =
        predict(engine, shape, new LogitMemory(1, folder.resolve("none")), axes, folds);
    assertThat(engine.means).isEqualTo(1);
    engine.free = OptionalLong.of(0);
    float[] onHost =
        predict(engine, shape, new LogitMemory(PLENTY, folder.resolve("none")), axes, folds);
    float[] inFile = predict(engine, shape, new LogitMemory(1, folder), axes, folds);
    assertThat(engine.means).isEqualTo(1);
    assertThat(engine.open).isZero();

    assertThat(onHost).hasSize(2 * d * h * w);
    assertThat(inFile).containsExactly(onHost);
    for (int i = 0; i < onHost.length; i++) {
      assertThat(onDevice[i]).isCloseTo(onHost[i], within(2e-5f));
    }
  }

  /** A network that no mirroring leaves as it is, and whose padding shows at a patch's rim. */
  private static Tensor convolution(Graph graph, Tensor image) {
    int[] ones = {1, 1, 1};
    return graph.conv3d(image, graph.weight("kernel"), graph.weight("bias"), ones, ones);
  }

  private static NdArray noise(long seed, int... shape) {
    RandomStream random = new RandomStreams(seed).stream("test");
    float[] noise = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return NdArray.of(shape, noise);
  }

  @ParameterizedTest
  @CsvSource({"9, 13, 7, '', 1", "9, 13, 7, 012, 1", "3, 20, 4, 02, 2", "2, 3, 5, 1, 3"})
  void anEnginesMeanIsThatInAFileBitForBit(int d, int h, int w, String mirrored, int folds) {
    NdArray image = noise(1, 2, d, h, w);
    List<Integer> axes = mirrored.chars().mapToObj(axis -> axis - '0').toList();
    PredictorSettings settings = new PredictorSettings(0.5, true, axes, 2);
    List<Weights> weights = new ArrayList<>();
    List<float[]> found = new ArrayList<>();
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      for (int fold = 0; fold < folds; fold++) {
        NdArray kernel = noise(2 + fold, 3, 2, 3, 3, 3);
        weights.add(engine.weights(Map.of("kernel", kernel, "bias", noise(fold, 3))));
      }
      for (long bytes : new long[] {PLENTY, 1}) {
        try (Predictor predictor =
            new Predictor(
                engine,
                CaseMeansTest::convolution,
                weights,
                PATCH,
                settings,
                new LogitMemory(bytes, folder))) {
          found.add(Joined.of(predictor.predict(image.floats(), image.shape())));
        }
      }
      weights.forEach(Weights::close);
    }
    assertThat(found.get(0)).hasSize(3 * d * h * w).containsExactly(found.get(1));
  }

  @Test
  void aCardsFreeMemoryDecides() {
    List<String> said = new ArrayList<>();
    FakeEngine engine = engine();
    NdArray weights = NdArray.zeros(PATCH);
    LogitMemory heap = new LogitMemory(PLENTY, folder.resolve("none"));
    CaseMeans means = new CaseMeans(engine, heap, weights, said::add);
    engine.free = OptionalLong.of(JUST_ENOUGH);
    try (PatchMean mean = means.open(3, SHAPE, PLENTY)) {
      assertThat(mean).isInstanceOf(FakePatchMean.class);
    }
    assertThat(said).isEmpty();
    engine.free = OptionalLong.of(JUST_ENOUGH - 1);
    for (int time = 0; time < 2; time++) {
      try (PatchMean mean = means.open(3, SHAPE, 0)) {
        assertThat(mean).isInstanceOf(LogitSum.class);
      }
    }
    assertThat(said)
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .contains("3 classes", Arrays.toString(SHAPE), "on the host");
  }

  @Test
  void withoutACardTheHostsBudgetDecides() {
    List<String> said = new ArrayList<>();
    FakeEngine engine = engine();
    LogitMemory budget = new LogitMemory(3 * 400 + 8, folder.resolve("none"));
    CaseMeans means = new CaseMeans(engine, budget, NdArray.zeros(PATCH), said::add);
    try (PatchMean fits = means.open(3, SHAPE, 8)) {
      assertThat(fits).isInstanceOf(FakePatchMean.class);
    }
    assertThatThrownBy(() -> means.open(3, SHAPE, 9))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder.resolve("none").toString());
    assertThat(said).isEmpty();
  }

  @Test
  void aMeanIsClosedWhenALaterPatchFails() {
    AtomicInteger passes = new AtomicInteger();
    FakeEngine failing =
        keepingMeans(
            (weight, image) -> {
              if (passes.incrementAndGet() == 3) {
                throw new EngineException("out of memory.");
              }
              return image;
            });
    assertThatThrownBy(
            () ->
                predict(
                    failing, new int[] {4, 6, 20}, new LogitMemory(PLENTY, folder), List.of(), 1))
        .isInstanceOf(EngineException.class);
    assertThat(failing.means).isEqualTo(1);
    assertThat(failing.open).isZero();
  }
}
