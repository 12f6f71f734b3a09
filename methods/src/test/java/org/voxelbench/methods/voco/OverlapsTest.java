package org.voxelbench.methods.voco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.Region;

class OverlapsTest {

  private static final int[] CROP = {6, 5, 4};

  private final CropGrid grid = new CropGrid(3, 2, 2);

  /** Protocol facts, section 9. */
  @Test
  void theSharesOfATargetInsideTheGridSumToOne() {
    Region region = new Region(new float[0], grid.patches(CROP).size());
    RandomStream random = new RandomStreams(8).stream("targets");
    for (int i = 0; i < 500; i++) {
      int[] target = region.anywhere(CROP, random);

      assertThat(Arrays.stream(Overlaps.of(List.of(target), grid, CROP)).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void sharesAreThoseThatCountingVoxelsGives() {
    int[] target = {4, 3, 1};
    double[] counted = new double[12];
    for (int i = 0; i < 120; i++) {
      int d = target[0] + i / 20;
      int h = target[1] + i / 4 % 5;
      int w = target[2] + i % 4;
      counted[(d / 6 * 2 + h / 5) * 2 + w / 4] += 1 / 120.0;
    }

    assertThat(Overlaps.of(List.of(target), grid, CROP)).containsExactly(counted, within(1e-12));
  }

  @Test
  void aTargetOnABaseCropLiesInThatOneAlone() {
    for (int i = 0; i < 12; i++) {
      double[] expected = new double[12];
      expected[i] = 1;

      assertThat(Overlaps.of(List.of(grid.start(i, CROP)), grid, CROP)).containsExactly(expected);
    }
  }
}
