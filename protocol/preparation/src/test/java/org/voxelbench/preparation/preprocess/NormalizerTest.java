package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.IntensityProperties;
import org.voxelbench.preparation.plan.Normalization;

class NormalizerTest {

  private static final short[] INSIDE = {-1, 0, 1, 0};

  @Test
  void zScoreUsesTheMaskAloneWhereAsked() {
    assertThat(normalized(Normalization.Z_SCORE, true, 9, 1, 2, 3))
        .containsExactly(new float[] {9, -1.2247449f, 0, 1.2247449f}, within(1e-6f));
    assertThat(normalized(Normalization.Z_SCORE, false, 1, 1, 3, 3))
        .containsExactly(new float[] {-1, -1, 1, 1}, within(1e-6f));
    assertThat(normalized(Normalization.Z_SCORE, false, 5, 5, 5, 5)).containsOnly(0);
  }

  @Test
  void otherSchemesFollowTheirFormulas() {
    assertThat(normalized(Normalization.CT, false, -50, 0, 20, 500))
        .containsExactly(new float[] {-5, -5, 5, 20}, within(1e-6f));
    assertThat(normalized(Normalization.NONE, false, 4, 3, 2, 1)).containsExactly(4, 3, 2, 1);
    assertThat(normalized(Normalization.RESCALE_TO_0_1, false, -2, 0, 2, 6))
        .containsExactly(new float[] {0, 0.25f, 0.5f, 1}, within(1e-6f));
    assertThat(normalized(Normalization.RGB_TO_0_1, false, 0, 51, 102, 255))
        .containsExactly(new float[] {0, 0.2f, 0.4f, 1}, within(1e-6f));
  }

  @Test
  void refusesWhatASchemeCannotUse() {
    assertThatThrownBy(() -> normalized(Normalization.RGB_TO_0_1, false, 0, 1, 2, 256))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("256");
    assertThatThrownBy(
            () -> Normalizer.of(Normalization.CT).normalize(new float[4], INSIDE, false, null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("CT normalization");
  }

  private static float[] normalized(Normalization scheme, boolean useMask, float... voxels) {
    IntensityProperties foreground = new IntensityProperties(10, 9, 2, -100, 900, 0, 50);
    Normalizer.of(scheme).normalize(voxels, INSIDE, useMask, foreground);
    return voxels;
  }
}
