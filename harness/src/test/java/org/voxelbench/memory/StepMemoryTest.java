package org.voxelbench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.protocol.FixedPlan;

/** What a training step may need: little more than autograd has to keep. */
class StepMemoryTest {

  private static final double SPARSE_BY_DENSE = 1.25;
  private static final double ENGINE_BY_PLAIN = 1.1;
  private static final double REPEATED = 0.03;
  private static final StepProcess PROCESS = new StepProcess(2);

  /** Feature maps are most of what this one needs. */
  private static final FixedPlan PLAN =
      new FixedPlan(
          Collections.nCopies(3, 1.0),
          Collections.nCopies(3, 32),
          4,
          List.of(16, 32, 64, 128),
          List.of(1, 2, 2, 2));

  /** Of crops too, with projectors of 64 values and SimCLR's few crops larger. */
  private static final Map<String, Map<String, Integer>> SETTINGS =
      Map.of(
          "voco", Map.of("width", 64),
          "simclr", Map.of("width", 64, "cropD", 32, "cropH", 32, "cropW", 32));

  private static StepMemory measure(Side side, String task, Precision precision) {
    assumeTrue(
        precision != Precision.BF16 || CpuFeatures.ofThisMachine().multipliesBfloat16(),
        "this processor has no instructions for bfloat16, which the engine then emulates in larger"
            + " types");
    return PROCESS.measure(side, task, precision, PLAN, SETTINGS.getOrDefault(task, Map.of()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FP32", "BF16"})
  void s3dNeedsAtMostAQuarterMoreThanMae(Precision precision) {
    long mae = measure(Side.ENGINE, "mae", precision).peakBytes();
    long s3d = measure(Side.ENGINE, "spark3d", precision).peakBytes();

    assertThat((double) s3d / mae).isLessThanOrEqualTo(SPARSE_BY_DENSE);
  }

  static Stream<Arguments> tasks() {
    return Stream.of(Precision.BF16, Precision.FP32)
        .flatMap(
            precision -> MeasuredTasks.names().stream().map(task -> Arguments.of(task, precision)));
  }

  @Tag("memory")
  @ParameterizedTest
  @MethodSource("tasks")
  void everyMethodNeedsAtMostATenthMoreThanAHandWrittenProgram(String task, Precision precision) {
    StepMemory plain = measure(Side.PLAIN, task, precision);
    StepMemory engine = measure(Side.ENGINE, task, precision);
    double ratio = (double) engine.peakBytes() / plain.peakBytes();
    System.out.printf(
        Locale.ROOT,
        "%s, %s: %.1f MB, by hand %.1f MB, ratio %.2f%n",
        task,
        precision,
        engine.peakBytes() * 1e-6,
        plain.peakBytes() * 1e-6,
        ratio);

    assertThat(ratio).isLessThanOrEqualTo(ENGINE_BY_PLAIN);
  }

  @Tag("memory")
  @Test
  void aRepeatedMeasurementAgrees() {
    double first = measure(Side.ENGINE, "mae", Precision.FP32).peakBytes();
    double second = measure(Side.ENGINE, "mae", Precision.FP32).peakBytes();

    assertThat(Math.abs(second / first - 1)).isLessThan(REPEATED);
  }
}
