package org.voxelbench.methods.modelsgenesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.base.volume.VoxelBox;

class PaintingTest {

  private static final int[] SHAPE = {160, 90, 41};
  private static final int DRAWS = 4000;

  private static void assertInside(List<VoxelBox> boxes, int[] smallest, int[] largest) {
    for (VoxelBox box : boxes) {
      for (int axis = 0; axis < 3; axis++) {
        assertThat(box.size()[axis]).isBetween(smallest[axis], largest[axis]);
        assertThat(box.lower()[axis]).isBetween(3, SHAPE[axis] - box.size()[axis] - 3);
      }
    }
  }

  private static void assertShare(int count, double expected) {
    double fourSigma = 4 * Math.sqrt(expected * (1 - expected) / DRAWS);
    assertThat(count / (double) DRAWS).isBetween(expected - fourSigma, expected + fourSigma);
  }

  @Test
  void hiddenBoxesAreASixthToAThirdLong() {
    RandomStream random = new RandomStreams(8).stream("hidden");
    int[] counts = new int[6];
    for (int draw = 0; draw < DRAWS; draw++) {
      List<VoxelBox> boxes = Painting.hidden(SHAPE, random);
      counts[boxes.size()]++;
      assertInside(boxes, new int[] {26, 15, 6}, new int[] {53, 30, 13});
    }
    assertShare(counts[0], 0.05);
    assertShare(counts[5], Math.pow(0.95, 5));
  }

  @Test
  void keptWindowsAreShortenedByThreeToFourSevenths() {
    RandomStream random = new RandomStreams(8).stream("kept");
    int[] counts = new int[6];
    for (int draw = 0; draw < DRAWS; draw++) {
      List<VoxelBox> windows = Painting.kept(SHAPE, random);
      counts[windows.size()]++;
      assertInside(windows, new int[] {160 - 91, 90 - 51, 41 - 23}, new int[] {92, 52, 24});
    }
    assertThat(counts[0]).isZero();
    assertShare(counts[1], 0.05);
    assertShare(counts[5], Math.pow(0.95, 4));
  }
}
