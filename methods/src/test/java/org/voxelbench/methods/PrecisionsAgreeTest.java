package org.voxelbench.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.datasets.phantom.PhantomCase;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.StepResult;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.MethodRegistry;
import org.voxelbench.training.pretext.SslMethod;

/**
 * From the same weights, over the same patches of phantoms, every method and the segmentation take
 * finite steps in 32-bit floats and in bfloat16, and their losses stay close: the first 4 in {@code
 * make test}, 100 in {@code make test-long}.
 */
class PrecisionsAgreeTest {

  /** The losses of one step scatter with its batch; the mean of the last ones is compared. */
  private static final int LAST_STEPS = 20;

  /** So few that a processor without bfloat16 takes them in seconds. */
  private static final int FIRST_STEPS = 4;

  /** Each step's rounding is that of 8 bits, 0.4 %; what a hundred of them leave is a few of it. */
  private static final double LARGEST_DIFFERENCE = 0.05;

  private static final List<Integer> FEATURES = List.of(4, 8, 16, 16);
  private static final int EDGE = 72;
  private static final float[] PHANTOM = phantom();

  private static float[] phantom() {
    PhantomSpec spec = new PhantomSpec(PhantomKind.CORPUS, 1, 5, new int[] {EDGE, EDGE, EDGE});
    float[] voxels = PhantomCase.draw(spec, 0).channels().get(0).voxels().clone();
    double mean = 0;
    for (float voxel : voxels) {
      mean += voxel / (double) voxels.length;
    }
    double variance = 0;
    for (float voxel : voxels) {
      variance += (voxel - mean) * (voxel - mean) / voxels.length;
    }
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) ((voxels[i] - mean) / Math.sqrt(variance));
    }
    return voxels;
  }

  /** A patch of the phantom, wherever the stream says. */
  private static float[] patch(RandomStream stream, int[] size) {
    int[] from = Arrays.stream(size).map(n -> stream.nextInt(EDGE - n + 1)).toArray();
    float[] patch = new float[size[0] * size[1] * size[2]];
    for (int z = 0; z < size[0]; z++) {
      for (int y = 0; y < size[1]; y++) {
        int row = ((from[0] + z) * EDGE + from[1] + y) * EDGE + from[2];
        System.arraycopy(PHANTOM, row, patch, (z * size[1] + y) * size[2], size[2]);
      }
    }
    return patch;
  }

  static Stream<ShortTraining> trainings() {
    List<ShortTraining> trainings = new ArrayList<>();
    trainings.add(segmentation("scratch-dynamic", true, false));
    trainings.add(segmentation("scratch-fixed", false, false));
    trainings.add(segmentation("regions", false, true));
    for (SslMethod<?> method :
        MethodRegistry.find(PrecisionsAgreeTest.class.getClassLoader()).all()) {
      if (method.pretrainedAs().equals(method.info().id())) {
        trainings.addAll(pretexts(method));
      }
    }
    return trainings.stream();
  }

  private static ShortTraining segmentation(String name, boolean deep, boolean regions) {
    return ShortTraining.segmentation(name, FEATURES, deep, regions, PrecisionsAgreeTest::patch);
  }

  /** One on each network that the method serves. */
  private static <S extends Record> List<ShortTraining> pretexts(SslMethod<S> method) {
    if (method.pretext(method.defaults()).isEmpty()) {
      return List.of();
    }
    return method.networks().stream()
        .map(
            family ->
                switch (family) {
                  case U_NET -> ShortTraining.pretext(method, FEATURES, PrecisionsAgreeTest::patch);
                  case PRIMUS -> ShortTraining.onPrimus(method, PrecisionsAgreeTest::patch);
                })
        .toList();
  }

  private static List<StepResult> run(ShortTraining training, Precision precision, int steps) {
    try (Engine engine = TestEngines.open(precision)) {
      return training.run(engine, steps);
    }
  }

  private static double last(List<StepResult> results) {
    return results.subList(Math.max(0, results.size() - LAST_STEPS), results.size()).stream()
        .mapToDouble(StepResult::loss)
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void theFirstStepsStayFiniteAndClose(ShortTraining training) {
    compare(training, FIRST_STEPS);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("trainings")
  void aHundredStepsStayFiniteAndClose(ShortTraining training) {
    compare(training, 100);
  }

  private static void compare(ShortTraining training, int steps) {
    List<StepResult> single = run(training, Precision.FP32, steps);
    List<StepResult> mixed = run(training, Precision.BF16, steps);

    assertThat(single).allMatch(StepResult::finite);
    assertThat(mixed).allMatch(StepResult::finite);
    double begin = Math.abs(single.get(0).loss());
    System.out.printf(
        Locale.ROOT,
        "%s: loss %.4f and %.4f, at the end %.4f and %.4f%n",
        training,
        single.get(0).loss(),
        mixed.get(0).loss(),
        last(single),
        last(mixed));
    assertThat(Math.abs(mixed.get(0).loss() - single.get(0).loss()))
        .as("the first step's losses, %s", begin)
        .isLessThan(LARGEST_DIFFERENCE * begin);
    assertThat(Math.abs(last(mixed) - last(single)))
        .as("the last steps' losses, from %s at the start", begin)
        .isLessThan(LARGEST_DIFFERENCE * begin);
  }
}
