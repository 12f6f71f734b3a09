package org.voxelbench.harness.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.console.ShellCall;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FeatureMaps;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.training.protocol.DynamicPlan;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** What is drafted fits data and memory, and its comments are true. */
class ProtocolDraftTest {

  private static final double GIBIBYTE = 1L << 30;

  /** Shapes and spacings as hippocampus, heart, abdomen, head, thick slices and tiny ones have. */
  static Stream<Arguments> dataAndMemory() {
    List<Arguments> all = new ArrayList<>();
    double[][] kinds = {
      {36, 50, 35, 1, 1, 1},
      {10, 256, 216, 10, 1.5625, 1.5625},
      {120, 512, 512, 2.5, 0.78, 0.78},
      {155, 240, 240, 1, 1, 1},
      {512, 512, 24, 0.4, 0.4, 5},
      {16, 16, 16, 4, 4, 4},
      {400, 400, 400, 0.05, 0.05, 0.05}
    };
    for (double[] kind : kinds) {
      for (double gibibytes : new double[] {3.5, 4, 16}) {
        all.add(Arguments.of(kind, TrainingScale.CPU, gibibytes));
      }
      for (double gibibytes : new double[] {8, 24, 80}) {
        all.add(Arguments.of(kind, TrainingScale.CARD, gibibytes));
      }
    }
    return all.stream();
  }

  private static SurveyedDataset dataset(String name, double[] kind) {
    List<Double> spacing = List.of(kind[3], kind[4], kind[5]);
    List<Integer> shape = List.of((int) kind[0], (int) kind[1], (int) kind[2]);
    return new SurveyedDataset(
        name,
        new Split(List.of("a", "b", "c"), List.of("d")),
        1,
        2,
        new DatasetFingerprint(
            List.of(spacing, spacing, spacing, spacing),
            List.of(shape, shape, shape, shape),
            new TreeMap<>(),
            1));
  }

  private static ProtocolDraft draft(
      TrainingScale scale, double gibibytes, List<String> corpora, SurveyedDataset... datasets) {
    return new ProtocolDraft(
        "mine",
        List.of(datasets),
        corpora,
        scale,
        gibibytes * GIBIBYTE,
        new ShellCall("benchmark").with("protocol", "mine.yaml"));
  }

  @ParameterizedTest
  @MethodSource("dataAndMemory")
  void theFixedPlanFitsDataAndMemory(double[] kind, TrainingScale scale, double gibibytes) {
    FixedPlan plan = draft(scale, gibibytes, List.of(), dataset("A", kind)).fixedPlan();

    int stride = 1 << (plan.features().size() - 1);
    double filled = 1;
    for (int axis = 0; axis < 3; axis++) {
      int edge = plan.patchSize().get(axis);
      assertThat(edge % stride).isZero();
      assertThat(edge).as("nothing but padding").isLessThan((int) kind[axis] + stride);
      filled *= Math.min(1, kind[axis] / edge);
    }
    assertThat(filled).as("share of a patch that a median case fills").isGreaterThanOrEqualTo(0.5);
    assertThat(plan.spacing()).containsExactly(kind[3], kind[4], kind[5]);
    assertThat(plan.batchSize()).isGreaterThanOrEqualTo(2);
    double voxels = plan.patchSize().stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b);
    assertThat(voxels * plan.batchSize() * scale.bytesPerVoxel())
        .isLessThan(scale.ofStep(gibibytes * GIBIBYTE));
  }

  @ParameterizedTest
  @MethodSource("dataAndMemory")
  void itIsReadStrictlyAndNnUnetsPlanFitsTheSameMemory(
      double[] kind, TrainingScale scale, double gibibytes) {
    SurveyedDataset data = dataset("A", kind);

    Protocol protocol = Protocols.parse("draft", draft(scale, gibibytes, List.of(), data).text());

    DynamicPlan dynamic = protocol.plans().dynamic();
    PlanOverrides overrides = PlanOverrides.none().withGpuMemoryTarget(dynamic.gpuMemoryTarget());
    if (dynamic.features() != null) {
      overrides =
          overrides
              .withFeatures(new PlanOverrides.Features.Explicit(dynamic.features()))
              .withBlocks(dynamic.blocks());
    }
    if (dynamic.batchSize() != null) {
      overrides = overrides.withBatchSize(dynamic.batchSize());
    }
    Configuration planned =
        new ExperimentPlanner(dynamic.planner(), overrides)
            .plan(data.fingerprint(), new DatasetSummary("A", List.of("MRI"), 3, 4, "NibabelIO"))
            .configuration("3d_fullres");
    double voxels = Arrays.stream(planned.patchSize()).asDoubleStream().reduce(1, (a, b) -> a * b);
    // Layers per voxel differ with the planned strides; memory goes by the elements of all layers.
    FixedPlan fixed = protocol.plans().fixed();
    int[] patch = fixed.patchSize().stream().mapToInt(n -> n).toArray();
    double elementsOfFixed =
        FeatureMaps.count(UNetArchitecture.of(fixed.architecture()), patch, 3, true);
    double voxelsOfFixed = Arrays.stream(patch).asDoubleStream().reduce(1, (a, b) -> a * b);
    double elements =
        FeatureMaps.count(UNetArchitecture.of(planned.architecture()), planned.patchSize(), 3, true)
            / voxels;
    double bytes =
        scale.bytesPerVoxel() * Math.max(1, elements / (elementsOfFixed / voxelsOfFixed));
    assertThat(voxels * planned.batchSize() * bytes)
        .isLessThan(1.25 * scale.ofStep(gibibytes * GIBIBYTE));
  }

  @Test
  void moreMemoryNeverGivesASmallerPatch() {
    double before = 0;
    for (double gibibytes = 3.2; gibibytes < 6.4; gibibytes += 0.2) {
      FixedPlan plan =
          draft(
                  TrainingScale.CPU,
                  gibibytes,
                  List.of(),
                  dataset("A", new double[] {155, 240, 240, 1, 1, 1}))
              .fixedPlan();
      double voxels = plan.patchSize().stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b);
      assertThat(voxels).isGreaterThanOrEqualTo(before);
      before = voxels;
    }
    assertThat(before).as("beyond it time lacks first").isEqualTo(96.0 * 96 * 96);
  }

  @Test
  void severalDataSetsShareTheMedianSpacingAndTheSmallestShape() {
    SurveyedDataset fine = dataset("Fine", new double[] {100, 100, 100, 1, 1, 1});
    SurveyedDataset coarse = dataset("Coarse", new double[] {24, 24, 24, 3, 3, 3});

    FixedPlan plan = draft(TrainingScale.CPU, 4, List.of(), fine, coarse).fixedPlan();

    assertThat(plan.spacing()).containsExactly(2.0, 2.0, 2.0);
    // 24 voxels of 3 mm are 36 of 2 mm, padded to a multiple of 8; the fine one has 50.
    assertThat(plan.patchSize()).containsExactly(40, 40, 40);
  }

  @Test
  void itSaysWhatItWasMadeFromAndWhatToChangeFirst() {
    String text =
        draft(
                TrainingScale.CPU,
                3.5,
                List.of(),
                dataset("Big", new double[] {155, 240, 240, 1, 1, 1}))
            .text();

    assertThat(text)
        .contains(
            "3.5 GiB of memory on a CPU",
            "make benchmark PROTOCOL=mine.yaml ARGS=--dry-run",
            "Big: 4 labelled cases, 1 channel, 2 classes; median 155 x 240 x 240 voxels of 1 x 1 x"
                + " 1 mm.",
            "Fold 0 trains on 3 and is evaluated on 1",
            "1. pretraining.datasets: drawn phantoms teach nothing")
        .doesNotContain("@");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    Protocol protocol = Protocols.parse("draft", text);
    assertThat(protocol.pretraining().datasets()).containsExactly("PhantomCorpus");
    assertThat(protocol.methods().stream().map(MethodEntry::id))
        .containsExactly("scratch-dynamic", "scratch-fixed", "mae");
    assertThat(protocol.seeds()).hasSize(1);
  }

  @Test
  void theCoarserSpacingThatItNamesShowsAQuarter() {
    double[] kind = {155, 240, 240, 1, 1, 1};
    String text = draft(TrainingScale.CPU, 3.5, List.of(), dataset("Big", kind)).text();
    FixedPlan plan = Protocols.parse("draft", text).plans().fixed();

    String named = text.replaceAll("(?s).*faster: at \\[([0-9.]+),.*", "$1");
    double millimetres = Double.parseDouble(named);
    double shown =
        plan.patchSize().stream().mapToDouble(n -> n * millimetres).reduce(1, (a, b) -> a * b);

    assertThat(shown / (155.0 * 240 * 240)).isBetween(0.24, 0.26);
  }

  @Test
  void commentedMethodsAreReadOnceTheyAreUncommented() {
    String text =
        draft(
                TrainingScale.CARD,
                24,
                List.of("Own Corpus"),
                dataset("Bob's", new double[] {96, 96, 96, 1, 1, 1}))
            .text()
            .replace("  # - {", "  - {");

    Protocol protocol = Protocols.parse("draft", text);

    assertThat(protocol.methods()).hasSize(4);
    assertThat(protocol.datasets().get(0).name()).isEqualTo("Bob's");
    assertThat(protocol.pretraining().datasets()).containsExactly("Own Corpus");
    Map<String, Object> settings = protocol.methods().get(2).settings();
    assertThat(protocol.plans().fixed().patchSize())
        .allSatisfy(edge -> assertThat(edge % (Integer) settings.get("blockSize")).isZero());
  }

  @Test
  void memoryThatHoldsNoStepIsRefused() {
    ProtocolDraft draft =
        draft(TrainingScale.CPU, 2.5, List.of(), dataset("A", new double[] {36, 50, 35, 1, 1, 1}));

    assertThatThrownBy(draft::text)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2.5 GiB", "--memory");
    assertThatThrownBy(() -> TrainingMemory.of("cpu", Optional.of(-1.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--memory (-1.0)");
  }
}
