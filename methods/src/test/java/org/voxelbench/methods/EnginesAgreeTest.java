package org.voxelbench.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.methods.spark3d.SparseAutoencoder;
import org.voxelbench.methods.voco.VolumeContrast;
import org.voxelbench.protocol.loss.SegmentationObjective;
import org.voxelbench.protocol.loss.SegmentationTask;
import org.voxelbench.protocol.method.MethodContract.SmoothVolume;
import org.voxelbench.protocol.method.PretextBatch;
import org.voxelbench.protocol.method.PretextPatches;
import org.voxelbench.protocol.method.PretextTask;
import org.voxelbench.protocol.method.SslMethod;
import org.voxelbench.protocol.network.Architecture;
import org.voxelbench.protocol.network.Initialization;
import org.voxelbench.protocol.network.TestEngines;
import org.voxelbench.protocol.network.UNet;
import org.voxelbench.protocol.random.RandomStreams;
import org.voxelbench.protocol.training.PretextProgram;

/** From the same weights, over the same batches, both engines take the same steps. */
class EnginesAgreeTest {

  private static final int[] PATCH = {32, 32, 32};
  private static final int BATCH_SIZE = 2;
  private static final double LEARNING_RATE = 0.01;
  private static final RandomStreams STREAMS = new RandomStreams(11);

  /** Both in the same order of sums would agree to the bit; from here rounding may grow. */
  private static final int CLOSE_STEPS = 10;

  /**
   * A training.
   *
   * @param inputs the inputs of a step, the same however often it is asked
   */
  private record Case(String name, Program objective, Map<String, NdArray> initial, Inputs inputs) {

    @Override
    public String toString() {
      return name;
    }
  }

  private interface Inputs extends LongFunction<Map<String, NdArray>> {}

  static Stream<Case> cases() {
    return Stream.of(
        scratch(),
        pretext(new MaskedAutoencoder()),
        pretext(new SparseAutoencoder()),
        pretext(new VolumeContrast()));
  }

  private static UNet network(int outputChannels, boolean deepSupervision) {
    Architecture architecture =
        new Architecture(
            Architecture.Kind.RESIDUAL_ENCODER,
            List.of(8, 16, 32, 64),
            List.of(1, 2, 2, 2),
            Collections.nCopies(4, List.of(3, 3, 3)),
            List.of(List.of(1, 1, 1), List.of(2, 2, 2), List.of(2, 2, 2), List.of(2, 2, 2)),
            List.of(1, 1, 1));
    return new UNet(architecture, 1, outputChannels, deepSupervision);
  }

  private static Case scratch() {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("bright", List.of(1));
    entries.put("dark", List.of(2));
    Labels labels = new Labels(entries, List.of());
    UNet network = network(labels.outputChannels(), true);
    Inputs inputs =
        step -> {
          int voxels = PATCH[0] * PATCH[1] * PATCH[2];
          float[] image = new float[BATCH_SIZE * voxels];
          float[] target = new float[image.length];
          for (int sample = 0; sample < BATCH_SIZE; sample++) {
            float[] volume = SmoothVolume.draw(STREAMS.stream("volume", step, sample), PATCH);
            System.arraycopy(volume, 0, image, sample * voxels, voxels);
          }
          for (int i = 0; i < image.length; i++) {
            target[i] = image[i] > 0.8 ? 1 : image[i] < -0.8 ? 2 : 0;
          }
          int[] shape = {BATCH_SIZE, 1, PATCH[0], PATCH[1], PATCH[2]};
          return Map.of(
              SegmentationObjective.IMAGE, NdArray.of(shape, image),
              SegmentationObjective.TARGET, NdArray.of(shape, target));
        };
    return new Case(
        "scratch",
        new SegmentationObjective(network, new SegmentationTask(labels), false, false),
        Initialization.HE.draw(network.weights(), STREAMS),
        inputs);
  }

  private static <S extends Record> Case pretext(SslMethod<S> method) {
    PretextTask task = method.pretext(method.defaults()).orElseThrow();
    PretextProgram program = new PretextProgram(network(task.outputChannels(), false), task);
    return new Case(
        method.info().id(),
        program,
        Initialization.HE.draw(program.weights(), STREAMS),
        step -> task.prepare(batch(task.patches(PATCH), step)));
  }

  private static PretextBatch batch(PretextPatches asked, long step) {
    List<List<float[]>> patches =
        IntStream.range(0, BATCH_SIZE)
            .mapToObj(
                sample ->
                    IntStream.range(0, asked.perSample())
                        .mapToObj(i -> STREAMS.stream("volume", step, sample, i))
                        .map(stream -> SmoothVolume.draw(stream, asked.size()))
                        .toList())
            .toList();
    return new PretextBatch(
        patches,
        asked.size(),
        STREAMS.stream("batch", step),
        sample -> STREAMS.stream("sample", step, sample));
  }

  private static List<Double> losses(String engineId, Case training, int steps) {
    List<Double> losses = new ArrayList<>();
    try (Engine engine = TestEngines.named(engineId, Precision.FP32);
        Weights weights = engine.weights(training.initial());
        Training steady =
            engine.training(
                training.objective(), weights, weights.names(), Optimizer.Sgd.nnUNet())) {
      for (int step = 0; step < steps; step++) {
        try (Batch batch = engine.stage(training.inputs().apply(step))) {
          StepResult result = steady.step(batch, LEARNING_RATE);
          losses.add(result.loss());
        }
      }
    }
    return losses;
  }

  private static double largestRelative(List<Double> a, List<Double> b, int steps) {
    return IntStream.range(0, steps)
        .mapToDouble(i -> Math.abs(a.get(i) - b.get(i)) / Math.abs(b.get(i)))
        .max()
        .orElseThrow();
  }

  private static void assertClose(Case training, int steps) {
    List<Double> torch = losses("torch", training, steps);
    List<Double> nd4j = losses("nd4j", training, steps);

    System.out.printf(
        Locale.ROOT,
        "%s: loss %.4f to %.4f; largest relative difference %.1e in %d steps, %.1e in %d%n",
        training,
        torch.get(0),
        torch.get(steps - 1),
        largestRelative(nd4j, torch, CLOSE_STEPS),
        CLOSE_STEPS,
        largestRelative(nd4j, torch, steps),
        steps);
    assertThat(largestRelative(nd4j, torch, CLOSE_STEPS)).isLessThan(1e-3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFirstStepsAreTheSame(Case training) {
    assertClose(training, CLOSE_STEPS);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("cases")
  void fiftySteps(Case training) {
    assertClose(training, 50);
  }
}
