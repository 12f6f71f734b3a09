package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NonZeroRegionTest {

  private static final int[] SHAPE = {7, 8, 9};

  @Test
  void fillsHolesButNotWhatOpensToTheBorder() {
    float[] shell = new float[7 * 8 * 9];
    for (int d = 1; d < 6; d++) {
      for (int h = 2; h < 7; h++) {
        for (int w = 3; w < 8; w++) {
          boolean hollow = d > 1 && d < 5 && h > 2 && h < 6 && w > 3 && w < 7;
          shell[(d * 8 + h) * 9 + w] = hollow ? 0 : 2;
        }
      }
    }

    NonZeroRegion closed = NonZeroRegion.of(List.of(shell), SHAPE);
    assertThat(closed.box().lower()).containsExactly(1, 2, 3);
    assertThat(closed.box().upper()).containsExactly(6, 7, 8);
    assertThat(count(closed.mask())).isEqualTo(125);

    shell[(1 * 8 + 4) * 9 + 5] = 0;
    assertThat(count(NonZeroRegion.of(List.of(shell), SHAPE).mask())).isEqualTo(125 - 28);
  }

  @Test
  void joinsChannels() {
    float[] first = new float[7 * 8 * 9];
    float[] second = first.clone();
    first[0] = 1;
    second[second.length - 1] = -1;

    NonZeroRegion region = NonZeroRegion.of(List.of(first, second), SHAPE);

    assertThat(region.box().size()).isEqualTo(SHAPE);
    assertThat(count(region.mask())).isEqualTo(2);
  }

  @Test
  void keepsAnEmptyImageWhole() {
    NonZeroRegion region = NonZeroRegion.of(List.of(new float[7 * 8 * 9]), SHAPE);

    assertThat(region.box().size()).isEqualTo(SHAPE);
    assertThat(count(region.mask())).isZero();
  }

  private static int count(boolean[] mask) {
    int count = 0;
    for (boolean set : mask) {
      count += set ? 1 : 0;
    }
    return count;
  }
}
