package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseSizeTest {

  private static final CaseSize THICK =
      new CaseSize(new int[] {20, 100, 80}, new double[] {3, 1, 1});

  @Test
  void voxelsAreCountedOverCases() {
    assertThat(THICK.voxels()).isEqualTo(160_000);
    assertThat(CaseSize.voxels(List.of(THICK, THICK))).isEqualTo(320_000);
  }

  @Test
  void croppingLeavesItsShareOfEachAxisAndAVoxelAtLeast() {
    assertThat(THICK.cropped(new double[] {0.5, 0.255, 1}).shape()).containsExactly(10, 26, 80);
    assertThat(THICK.cropped(new double[] {0.001, 1, 1}).shape()).containsExactly(1, 100, 80);
  }
}
