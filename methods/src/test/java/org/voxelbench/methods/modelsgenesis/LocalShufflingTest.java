package org.voxelbench.methods.modelsgenesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStreams;

class LocalShufflingTest {

  @Test
  void blocksFollowTheVolume() {
    assertThat(LocalShuffling.scaled(new int[] {160, 160, 160}).blocks()).isEqualTo(10_000);
    assertThat(LocalShuffling.scaled(new int[] {32, 32, 32}).blocks()).isEqualTo(80);
    assertThat(LocalShuffling.scaled(new int[] {2, 2, 2}).blocks()).isEqualTo(1);
  }

  @Test
  void oneBlockKeepsAllValues() {
    int[] shape = {40, 50, 60};
    float[] image = new float[40 * 50 * 60];
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
    }
    boolean moved = false;
    for (int draw = 0; draw < 20; draw++) {
      float[] shuffled =
          new LocalShuffling(1).apply(image, shape, new RandomStreams(2).stream("one", draw));
      moved |= !Arrays.equals(image, shuffled);
      Arrays.sort(shuffled);
      assertThat(Arrays.equals(image, shuffled)).isTrue();
    }
    assertThat(moved).isTrue();
  }

  /** A box is at most a tenth of the axis long, and always reads the original. */
  @Test
  void voxelsStayWithinATenthOfTheAxis() {
    int[] shape = {40, 52, 60};
    for (int axis = 0; axis < 3; axis++) {
      float[] positions = positions(shape, axis);
      float[] shuffled =
          new LocalShuffling(5000).apply(positions, shape, new RandomStreams(2).stream("many"));
      float furthest = 0;
      for (int i = 0; i < shuffled.length; i++) {
        furthest = Math.max(furthest, Math.abs(shuffled[i] - positions[i]));
      }
      assertThat(furthest).isEqualTo(shape[axis] / 10 - 1);
    }
  }

  private static float[] positions(int[] shape, int axis) {
    float[] positions = new float[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < positions.length; i++) {
      int[] at = {i / (shape[1] * shape[2]), i / shape[2] % shape[1], i % shape[2]};
      positions[i] = at[axis];
    }
    return positions;
  }
}
