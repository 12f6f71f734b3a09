package org.voxelbench.evaluation.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedComponentsTest {

  private static boolean[] mask(String voxels) {
    boolean[] mask = new boolean[voxels.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = voxels.charAt(i) == '#';
    }
    return mask;
  }

  @Test
  void voxelsThatShareACornerAreConnected() {
    boolean[] mask = mask("#......#");
    assertThat(ConnectedComponents.largest(new int[] {2, 2, 2}, mask)).isEqualTo(mask);
  }

  @Test
  void theEndOfARowDoesNotTouchTheStartOfTheNext() {
    assertThat(ConnectedComponents.largest(new int[] {1, 2, 4}, mask("..##" + "#...")))
        .isEqualTo(mask("..##" + "...."));
  }

  @Test
  void allComponentsOfTheLargestSizeAreKept() {
    assertThat(ConnectedComponents.largest(new int[] {1, 1, 8}, mask("##.#.##.")))
        .isEqualTo(mask("##...##."));
  }

  @Test
  void nothingHasNoComponent() {
    assertThat(ConnectedComponents.largest(new int[] {1, 1, 3}, mask("...")))
        .isEqualTo(mask("..."));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void componentsAreThoseOfFloodFilling(long seed) {
    Random random = new Random(seed);
    int[] size = {5 + random.nextInt(5), 5 + random.nextInt(5), 5 + random.nextInt(5)};
    boolean[] mask = new boolean[size[0] * size[1] * size[2]];
    double share = 0.04 + 0.02 * seed;
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < share;
    }
    assertThat(ConnectedComponents.largest(size, mask)).isEqualTo(filled(size, mask));
  }

  private static boolean[] filled(int[] size, boolean[] mask) {
    int[] voxelsAt = new int[mask.length];
    int most = 0;
    for (int start = 0; start < mask.length; start++) {
      if (mask[start]) {
        boolean[] seen = flood(size, mask, start);
        for (boolean one : seen) {
          voxelsAt[start] += one ? 1 : 0;
        }
        most = Math.max(most, voxelsAt[start]);
      }
    }
    boolean[] largest = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      largest[i] = mask[i] && voxelsAt[i] == most;
    }
    return largest;
  }

  private static boolean[] flood(int[] size, boolean[] mask, int start) {
    boolean[] seen = new boolean[mask.length];
    ArrayDeque<int[]> open = new ArrayDeque<>();
    open.add(new int[] {start / size[2] / size[1], start / size[2] % size[1], start % size[2]});
    while (!open.isEmpty()) {
      int[] at = open.remove();
      boolean there = true;
      for (int axis = 0; axis < 3; axis++) {
        there &= at[axis] >= 0 && at[axis] < size[axis];
      }
      int voxel = (at[0] * size[1] + at[1]) * size[2] + at[2];
      if (there && mask[voxel] && !seen[voxel]) {
        seen[voxel] = true;
        for (int n = 0; n < 27; n++) {
          open.add(new int[] {at[0] + n / 9 - 1, at[1] + n / 3 % 3 - 1, at[2] + n % 3 - 1});
        }
      }
    }
    return seen;
  }
}
