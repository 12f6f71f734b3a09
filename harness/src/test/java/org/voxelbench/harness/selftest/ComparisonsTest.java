package org.voxelbench.harness.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.selftest.ops.Distance;

/** What counts as close, and what is read from the system. */
class ComparisonsTest {

  private static Map<String, NdArray> weights(float... values) {
    return Map.of("w", NdArray.of(new int[] {values.length}, values));
  }

  @Test
  void distancesAreRelativeToTheOracle() {
    assertThat(Distance.largestRelative(weights(3, 4.5f), weights(3, 4))).isEqualTo(0.1);
    assertThat(Distance.largestRelative(weights(1, Float.NaN), weights(1, 1))).isNaN();
    assertThat(Distance.largestRelative(weights(1), weights(1, 1))).isInfinite();
    assertThat(Distance.largestRelative(Map.of(), weights(1))).isInfinite();
    assertThat(Distance.largestRelative(weights(1e-9f), weights(0))).isLessThan(1e-5);
  }

  @Test
  void lossesMustBeFiniteAndNearAtEveryStep() {
    double[] expected = {2, 1, 0.5};
    assertThat(MethodSteps.compare(new double[] {2.02, 1.01, 0.51}, expected, 0.011).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(MethodSteps.compare(new double[] {2, 1.1, 0.5}, expected, 0.011))
        .satisfies(wrong -> assertThat(wrong.verdict()).isEqualTo(Verdict.FAILED))
        .satisfies(wrong -> assertThat(wrong.remark()).contains("step 1"));
    assertThat(MethodSteps.compare(new double[] {2, Double.NaN, 0.5}, expected, 0.011).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void aResumedTrainingMustHaveTheSameBitsWhereTheyArePromised() {
    assertThat(KillAndResume.compare(weights(1), weights(1), true, 0.1, 3).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(KillAndResume.compare(weights(1), weights(1.01f), true, 0.1, 3).verdict())
        .isEqualTo(Verdict.FAILED);
    assertThat(KillAndResume.compare(weights(1), weights(1.01f), false, 0.1, 3).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(KillAndResume.compare(weights(1), weights(2), false, 0.1, 3).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void everyBuiltInMethodWithATaskIsTrained() {
    assertThat(Workloads.small())
        .extracting(Workload::name)
        .containsExactly(
            "segmentation",
            "mae",
            "models-genesis",
            "simclr",
            "simmim",
            "spark3d",
            "swin-unetr",
            "voco",
            "volume-fusion",
            "segmentation-primus",
            "mae-primus");
    for (boolean onCard : new boolean[] {true, false}) {
      assertThat(Workloads.large(onCard))
          .extracting(Workload::name)
          .containsExactly("segmentation", "mae", "spark3d");
    }
    Workload paper = Workloads.large(true).get(1);
    assertThat(paper.patch()).containsExactly(160, 160, 160);
    assertThat(paper.batchSize()).isEqualTo(6);
  }

  @Test
  void aLargeStepTakesNoMemoryThatIsNotThere(@TempDir Path folder) {
    Workload workload = Workloads.large(false).get(1);
    try (Engine engine = Fakes.torch().open(EngineOptions.cpu(Precision.FP32))) {
      assertThatThrownBy(() -> new LargeStep(workload, engine, folder, 1 << 20).measure())
          .isInstanceOf(EngineException.class)
          .hasMessageStartingWith("no size fits: 24^3 x 4 would take")
          .hasMessageContaining("24^3 x 2 would take")
          .hasMessageContaining("16^3 x 1 would take");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSmallerStepThanAskedForSaysSo() {
    LargeFigures figures =
        new LargeFigures(
            160,
            6,
            160,
            3,
            "160^3 x 6 would take 90.0 GiB of 79.0 GiB",
            0.5,
            800,
            0.01,
            6e10,
            7e10,
            8.16e8,
            3,
            200,
            Double.NaN);

    assertThat(figures.finding().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(figures.finding().remark())
        .contains("160^3 x 3: 800 ms a step, 1 % of it waiting for data; peak 65.19 GiB")
        .contains("smaller than the 160^3 x 6 asked for: 160^3 x 6 would take 90.0 GiB")
        .doesNotContain("predicted");
  }

  @Test
  void librariesAreReadFromTheMappings() {
    List<String> found =
        NativeFiles.of(
            Stream.of(
                "7f00-7f01 r-xp 00000000 08:01 7   /usr/lib/libcudnn.so.9.10.2",
                "7f01-7f02 r--p 00001000 08:01 7   /usr/lib/libcudnn.so.9.10.2",
                "7f02-7f03 r-xp 00000000 08:01 8   /opt/a folder/libtorch_cuda.so",
                "7f03-7f04 r--s 00000000 08:01 9   /opt/voxelbench.jar",
                "7f04-7f05 rw-p 00000000 00:00 0   [heap]"));

    assertThat(found)
        .containsExactly("/opt/a folder/libtorch_cuda.so", "/usr/lib/libcudnn.so.9.10.2");
    assertThat(found).allMatch(NativeFiles::computes);
    assertThat(NativeFiles.computes("/usr/lib/libc.so.6")).isFalse();
  }

  @Test
  void whatTheCardsToolDoesNotTellIsUnknown() {
    assertThat(Card.parse("580.65.06, 80559\n"))
        .isEqualTo(new Card("580.65.06", 80559.0 * 1048576));
    assertThat(Card.parse("No devices were found").freeBytes()).isInfinite();
    assertThat(Card.parse("").driver()).contains("nvidia-smi");
  }
}
