package org.voxelbench.training.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestExactTest {

  @Test
  void takesTheVoxelThatHoldsTheCentre() {
    assertThat(NearestExact.indices(4, 8)).containsExactly(1, 3, 5, 7);
    assertThat(NearestExact.indices(2, 8)).containsExactly(2, 6);
    assertThat(NearestExact.indices(3, 8)).containsExactly(1, 4, 6);
    assertThat(NearestExact.indices(5, 5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(NearestExact.indices(6, 3)).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(NearestExact.indices(1, 7)).containsExactly(3);
  }
}
