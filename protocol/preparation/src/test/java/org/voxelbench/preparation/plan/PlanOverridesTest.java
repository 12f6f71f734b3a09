package org.voxelbench.preparation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;

class PlanOverridesTest {

  private static final DatasetSummary DATASET =
      new DatasetSummary("Dataset900_Test", List.of("CT", "T1"), 3, 20, "NibabelIO");

  @ParameterizedTest
  @CsvSource({"32,48,48", "17,64,40", "160,160,160", "8,100,31"})
  void anOverriddenPatchIsRaisedToTheTotalStride(int d, int h, int w) {
    Configuration configuration =
        plan(PlanOverrides.none().withPatchSize(d, h, w)).configuration("3d_fullres");

    int[] patch = configuration.patchSize();
    int[] stride = configuration.architecture().totalStride();
    int[] asked = {d, h, w};
    for (int axis = 0; axis < 3; axis++) {
      assertThat(patch[axis] % stride[axis]).isZero();
      assertThat(patch[axis]).isBetween(asked[axis], asked[axis] + stride[axis] - 1);
    }
  }

  @Test
  void depthFollowsThePatchAndFeaturesTheDepth() {
    PlanOverrides small =
        PlanOverrides.none()
            .withPatchSize(32, 32, 32)
            .withFeatures(new PlanOverrides.Features.Doubling(8, 20))
            .withBlocks(List.of(1, 2));
    Architecture architecture = plan(small).configuration("3d_fullres").architecture();
    assertThat(architecture.features()).containsExactly(8, 16, 20, 20);
    assertThat(UNetArchitecture.of(architecture).blocks()).containsExactly(1, 2, 2, 2);

    PlanOverrides listed =
        PlanOverrides.none()
            .withPatchSize(16, 16, 16)
            .withFeatures(new PlanOverrides.Features.Explicit(List.of(4, 8, 12, 16)));
    assertThat(plan(listed).configuration("3d_fullres").architecture().features())
        .containsExactly(4, 8, 12);
  }

  @Test
  void boundsHoldWithoutReplacingThePlan() {
    Configuration free = plan(PlanOverrides.none()).configuration("3d_fullres");
    Configuration bounded =
        plan(PlanOverrides.none().withMaxPatchSize(50, 64, 500).withMaxBatchSize(3))
            .configuration("3d_fullres");

    assertThat(bounded.patchSize()[0]).isLessThanOrEqualTo(50).isGreaterThan(25);
    assertThat(bounded.patchSize()[1]).isEqualTo(64);
    assertThat(bounded.patchSize()[2]).isBetween(free.patchSize()[2], 160);
    assertThat(bounded.batchSize()).isLessThanOrEqualTo(3);
  }

  @Test
  void settingsAreTakenAsTheyAre() {
    Configuration configuration =
        plan(PlanOverrides.none().withBatchSize(7).withSpacing(3, 1, 2))
            .configuration("3d_fullres");

    assertThat(configuration.batchSize()).isEqualTo(7);
    assertThat(configuration.spacing()).containsExactly(3, 1, 2);
    assertThatThrownBy(() -> PlanOverrides.none().withPatchSize(8, 0, 8))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[8, 0, 8]");
  }

  @Test
  void thePapersPlanIsFixed() {
    Plan plan = FixedPlanner.paper(2).plan(fingerprint(), DATASET);
    Configuration configuration = plan.configuration("3d_fullres");

    assertThat(configuration.patchSize()).containsExactly(160, 160, 160);
    assertThat(configuration.architecture().features()).containsExactly(32, 64, 128, 256, 320, 320);
    assertThat(UNetArchitecture.of(configuration.architecture()).blocks())
        .containsExactly(1, 3, 4, 6, 6, 6);
    assertThat(configuration.architecture().totalStride()).containsExactly(32, 32, 32);
    assertThat(configuration.normalizationSchemes())
        .containsExactly(Normalization.Z_SCORE, Normalization.Z_SCORE);
    assertThat(configuration.useMaskForNorm()).containsExactly(false, false);
    assertThatThrownBy(
            () ->
                new FixedPlanner(
                        List.of(1.0, 1.0, 1.0),
                        List.of(160, 100, 160),
                        FixedPlanner.residualEncoderL(),
                        2)
                    .plan(fingerprint(), DATASET))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[160, 100, 160]");
  }

  /** dynamic-network-architectures: {@code compute_conv_feature_map_size}, three classes. */
  @ParameterizedTest
  @CsvSource({"128,558319104", "160,1090467000", "192,1884326976"})
  void countsFeatureMaps(int edge, long elements) {
    assertThat(
            FeatureMaps.count(
                FixedPlanner.residualEncoderL(), new int[] {edge, edge, edge}, 3, true))
        .isEqualTo(elements);
  }

  private static Plan plan(PlanOverrides overrides) {
    return new ExperimentPlanner(PlannerPreset.RESENC_M, overrides).plan(fingerprint(), DATASET);
  }

  private static DatasetFingerprint fingerprint() {
    return new DatasetFingerprint(
        Collections.nCopies(20, List.of(1.0, 1.0, 1.0)),
        Collections.nCopies(20, List.of(120, 160, 140)),
        new TreeMap<>(),
        1.0);
  }
}
