package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {

  /** Vectors of the protocol facts, section 2.10. */
  @ParameterizedTest
  @CsvSource({
    "110, 64, '[0, 23, 46]'",
    "160, 160, '[0]'",
    "161, 160, '[0, 1]'",
    "240, 160, '[0, 80]'",
    "241, 160, '[0, 40, 81]'",
    "320, 160, '[0, 80, 160]'",
    "512, 160, '[0, 70, 141, 211, 282, 352]'",
    "155, 128, '[0, 27]'"
  })
  void startsRoundHalfToEven(int size, int patch, String starts) {
    SlidingWindow window = new SlidingWindow(new int[] {size}, new int[] {patch}, 0.5);
    assertThat(Arrays.toString(window.starts(0))).isEqualTo(starts);
  }

  @Test
  void anAxisShorterThanThePatchIsPaddedOnBothSidesTheOddVoxelAbove() {
    SlidingWindow window = new SlidingWindow(new int[] {3, 8, 5}, new int[] {8, 8, 8}, 0.5);
    assertThat(window.corners()).containsExactly(new int[] {-2, 0, -1});
  }

  @Test
  void cornersRunFastestAlongTheLastAxis() {
    SlidingWindow window = new SlidingWindow(new int[] {4, 6}, new int[] {4, 4}, 0.5);
    assertThat(window.corners()).containsExactly(new int[] {0, 0}, new int[] {0, 2});
    assertThat(new SlidingWindow(new int[] {6, 6}, new int[] {4, 4}, 0.5).corners())
        .containsExactly(new int[] {0, 0}, new int[] {0, 2}, new int[] {2, 0}, new int[] {2, 2});
  }
}
