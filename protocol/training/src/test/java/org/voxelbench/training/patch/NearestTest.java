package org.voxelbench.training.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void takesTheVoxelThatHoldsTheCentre() {
    assertThat(Nearest.indices(4, 8)).containsExactly(1, 3, 5, 7);
    assertThat(Nearest.indices(2, 8)).containsExactly(2, 6);
    assertThat(Nearest.indices(3, 8)).containsExactly(1, 4, 6);
    assertThat(Nearest.indices(5, 5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Nearest.indices(6, 3)).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(Nearest.indices(1, 7)).containsExactly(3);
  }
}
