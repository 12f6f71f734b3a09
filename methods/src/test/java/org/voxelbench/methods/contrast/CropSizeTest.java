package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropSizeTest {

  /** 64 of 160 is the released code's; the others follow from the rule. */
  @ParameterizedTest
  @CsvSource({
    "160, 64", "32, 16", "40, 16", "48, 16", "56, 24", "64, 32", "96, 32", "128, 64", "192, 64",
    "16, 8", "20, 8", "7, 3", "1, 1"
  })
  void cropsAreTwoFifthsOfThePatch(int patch, int crop) {
    assertThat(CropSize.of(new int[] {patch, patch, patch}, 0, 0, 0))
        .containsExactly(crop, crop, crop);
  }

  @Test
  void cropsSuitEveryStrideThatLeavesFourVoxelsOfThePatch() {
    for (int stride = 1; stride <= 64; stride *= 2) {
      for (int deepest = 4; deepest < 40; deepest++) {
        int patch = stride * deepest;
        int crop = CropSize.of(new int[] {patch, 8, 8}, 0, 0, 0)[0];
        assertThat(crop % stride).as("crop of %d at stride %d", patch, stride).isZero();
        assertThat(crop / stride).isGreaterThan(1);
        assertThat(crop).isLessThanOrEqualTo(patch);
      }
    }
  }

  @Test
  void aChosenSizeHolds() {
    assertThat(CropSize.of(new int[] {160, 160, 160}, 96, 0, 48)).containsExactly(96, 64, 48);
  }
}
