package org.voxelbench.training.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;

class LoaderPatchTest {

  private static int[] axes(String text) {
    return Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  /** Sizes computed by nnU-Net's {@code get_patch_size}. */
  @ParameterizedTest
  @CsvSource({
    "160x160x160, 257x257x257",
    "128x128x128, 205x205x205",
    "64x64x64, 102x102x102",
    "96x160x160, 191x257x219",
    "40x56x40, 73x80x64"
  })
  void enclosesThirtyDegrees(String patch, String expected) {
    assertThat(LoaderPatch.enclosing(axes(patch), Math.toRadians(30), false).size())
        .isEqualTo(axes(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "16x128x128, true",
    "16x48x48, false",
    "16x16x49, true",
    "64x64x16, false",
    "1x32x32, true"
  })
  void longThinPatchesStayInThePlane(String patch, boolean inPlane) {
    assertThat(LoaderPatch.inPlane(axes(patch))).isEqualTo(inPlane);
  }

  @Test
  void inThePlaneTheFirstAxisKeepsItsSize() {
    // Half a turn counts as a right angle: 96 / 0.85 and 128 / 0.85.
    int[] size = LoaderPatch.enclosing(new int[] {16, 96, 128}, Math.PI, true).size();
    assertThat(size).containsExactly(16, 150, 150);
    assertThat(LoaderPatch.enclosing(new int[] {1, 96, 128}, Math.PI, true).size())
        .containsExactly(1, 150, 150);
  }

  @Test
  void centreIsCutWhereUpstreamCutsIt() {
    LoaderPatch patch = new LoaderPatch(new int[] {4, 5, 5}, new int[] {9, 9, 10});
    assertThat(patch.centre()).containsExactly(2, 2, 3);
    assertThat(LoaderPatch.exact(new int[] {3, 4, 5}).centre()).containsExactly(0, 0, 0);
  }

  @Test
  void impossiblePatchesAreRefused() {
    assertThatThrownBy(() -> LoaderPatch.exact(new int[] {0, 4, 4}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[0, 4, 4]");
    assertThatThrownBy(() -> LoaderPatch.exact(new int[] {4, 4}))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> LoaderPatch.exact(new int[] {2048, 2048, 2048}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("smaller patch");
  }
}
