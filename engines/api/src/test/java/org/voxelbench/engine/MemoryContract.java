package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every engine keeps: native memory is given back by close, without any help of the garbage
 * collector.
 */
public interface MemoryContract {

  Path STATUS = Path.of("/proc/self/status");
  int[] ONES = {1, 1, 1};

  /** The engine under test. */
  EngineProvider provider();

  /** The device and the arithmetic. */
  default EngineOptions options() {
    return TestDevice.in(Precision.FP32);
  }

  /** In how many windows growth may stop; pages touched for the first time count once. */
  int windows();

  /** Steps of one window. */
  int stepsPerWindow();

  /** By how much the process may grow in one window, in KiB. */
  int largestGrowth();

  /** Each activation takes 0.5 MiB, so that a step that leaks one is seen after some hundred. */
  Program OBJECTIVE =
      g -> {
        Tensor y = g.input("x");
        for (String layer : new String[] {"first", "second"}) {
          y = g.conv3d(y, g.weight(layer), null, ONES, ONES);
          y = g.leakyRelu(g.instanceNorm(y, g.weight("gamma"), null, 1e-5), 0.01);
        }
        return Map.of(Program.LOSS, g.mean(g.square(g.add(y, g.scalar(-1))), false), "y", y);
      };

  private static long kibibytes(String key) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** What the process holds, and a card beside it, in KiB. */
  private static long held(Engine engine) throws IOException {
    long card = engine.info().onCpu() ? 0 : engine.peakMemoryBytes() / 1024;
    return kibibytes("VmRSS") + card;
  }

  private static NdArray ramp(int... shape) {
    float[] values = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 101 - 50) / 50f;
    }
    return NdArray.of(shape, values);
  }

  @Test
  default void hundredsOfStepsKeepTheResidentMemoryFlat() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "resident memory is read from Linux's /proc");
    Map<String, NdArray> initial =
        Map.of("first", ramp(8, 1, 3, 3, 3), "second", ramp(8, 8, 3, 3, 3), "gamma", ramp(8));
    Map<String, NdArray> inputs = Map.of("x", ramp(2, 1, 20, 20, 20));
    try (Engine engine = provider().open(options());
        Weights weights = engine.weights(initial);
        Training training =
            engine.training(
                OBJECTIVE, weights, Set.copyOf(initial.keySet()), Optimizer.Sgd.nnUNet());
        Inference inference = engine.inference(OBJECTIVE, weights)) {
      cycle(engine, training, inference, inputs, 40);
      long leastGrowth = Long.MAX_VALUE;
      for (int window = 0; window < windows() && leastGrowth >= largestGrowth(); window++) {
        long before = held(engine);
        cycle(engine, training, inference, inputs, stepsPerWindow());
        leastGrowth = Math.min(leastGrowth, held(engine) - before);
      }
      assertThat(leastGrowth)
          .as("growth of " + stepsPerWindow() + " steps in KiB")
          .isLessThan(largestGrowth());
    }
  }

  @Test
  default void anInferenceKeepsOnlyWhatIsStillRead() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "peak memory is read from Linux's /proc");
    Program chain =
        g -> {
          Tensor y = g.input("x");
          for (int i = 0; i < 100; i++) {
            y = g.add(g.mul(y, 0.5), 1);
          }
          return Map.of("y", y);
        };
    try (Engine engine = provider().open(options());
        Weights weights = engine.weights(Map.of());
        Batch batch = engine.stage(Map.of("x", ramp(1 << 20)));
        Inference inference = engine.inference(chain, weights)) {
      long before = engine.peakMemoryBytes();
      NdArray y = inference.run(batch).get("y");
      assertThat(y.at(0)).isCloseTo(2, within(1e-6));
      assertThat(engine.peakMemoryBytes() - before)
          .as("200 values of 4 MiB")
          .isLessThan(100L * (4 << 20));
    }
  }

  @Test
  default void aPeakOfEarlierIsNoPeakOfLater() {
    long large = 96L << 20;
    NdArray values = ramp((int) (large / Float.BYTES));
    try (Engine engine = provider().open(options())) {
      engine.resetPeakMemory();
      long before = engine.peakMemoryBytes();
      engine.stage(Map.of("x", values)).close();
      long earlier = engine.peakMemoryBytes();
      assertThat(earlier - before).as("a batch was held").isGreaterThan(large / 2);
      assumeTrue(engine.resetPeakMemory(), "the system doesn't let a process reset its peak");
      assertThat(engine.peakMemoryBytes()).as("it is closed").isLessThan(earlier - large / 2);
    }
  }

  private static void cycle(
      Engine engine,
      Training training,
      Inference inference,
      Map<String, NdArray> inputs,
      int steps) {
    for (int i = 0; i < steps; i++) {
      try (Batch batch = engine.stage(inputs)) {
        training.step(batch, 1e-3);
        if (i % 10 == 0) {
          training.evaluate(batch);
          inference.run(batch);
          addToMean(engine, inference, batch);
          training.restoreOptimizerState(training.optimizerState());
        }
      }
    }
  }

  /** Sums of 2 MiB. */
  private static void addToMean(Engine engine, Inference inference, Batch batch) {
    int[] volume = {40, 40, 40};
    try (Outputs outputs = inference.evaluate(batch);
        PatchMean mean = engine.patchMean(8, volume, ramp(20, 20, 20)).orElse(null)) {
      if (mean != null) {
        mean.add(outputs, "y", List.of(new int[3], new int[] {20, 20, 20}));
        mean.channel(7);
      }
    }
  }
}
