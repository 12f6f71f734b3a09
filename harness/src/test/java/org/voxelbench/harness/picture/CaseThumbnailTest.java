package org.voxelbench.harness.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/** A case at a glance shows right, anterior and superior where they are. */
class CaseThumbnailTest {

  private static final int N = 52;
  private static final int SCALE = CaseThumbnail.EDGE / N;
  private static final int GAP = 2;

  private static Geometry geometry(boolean mirrored) {
    Geometry straight = Geometry.axisAligned(new int[] {N, N, N}, new double[] {1, 1, 1});
    if (!mirrored) {
      return straight;
    }
    double[][] affine = {{-1, 0, 0, N - 1}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    return new Geometry(straight.size(), straight.spacing(), affine);
  }

  private static int at(int d, int h, int w) {
    return (d * N + h) * N + w;
  }

  /** White is what lies right, anterior and superior of the middle, as the header says. */
  private static BufferedImage octant(boolean mirrored) {
    float[] voxels = new float[N * N * N];
    for (int d = N / 2; d < N; d++) {
      for (int h = N / 2; h < N; h++) {
        for (int w = N / 2; w < N; w++) {
          voxels[at(d, h, mirrored ? N - 1 - w : w)] = 1;
        }
      }
    }
    Image image = new Image(geometry(mirrored), voxels);
    return new CaseThumbnail(image, Optional.empty(), label -> false, 0, 1).draw();
  }

  private static boolean isWhite(BufferedImage picture, int x, int y) {
    return (picture.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF;
  }

  @Test
  void rightIsOnTheRightAndAnteriorAndSuperiorAreUp() {
    for (BufferedImage picture : new BufferedImage[] {octant(false), octant(true)}) {
      int edge = N * SCALE;
      assertThat(picture.getWidth()).isEqualTo(3 * edge + 2 * GAP);
      for (int panel = 0; panel < 3; panel++) {
        int left = panel * (edge + GAP);
        assertThat(isWhite(picture, left + edge - 1, 0)).isTrue();
        assertThat(isWhite(picture, left, 0)).isFalse();
        assertThat(isWhite(picture, left + edge - 1, edge - 1)).isFalse();
      }
    }
  }

  @Test
  void theSlicesAreThoseWithTheMostForegroundAndItsEdgeIsColoured() {
    short[] labels = new short[N * N * N];
    for (int h = 10; h < 20; h++) {
      for (int w = 30; w < 40; w++) {
        labels[at(5, h, w)] = 2;
      }
    }
    Image image = new Image(geometry(false), new float[labels.length]);
    LabelMap map = new LabelMap(image.geometry(), labels);

    BufferedImage picture =
        new CaseThumbnail(image, Optional.of(map), label -> label == 2, 0, 1).draw();

    int top = (N - 20) * SCALE;
    assertThat(picture.getRGB(30 * SCALE, top) & 0xFFFFFF).isEqualTo(CaseThumbnail.colour(2));
    assertThat(picture.getRGB(35 * SCALE, top + 5 * SCALE) & 0xFFFFFF)
        .isNotEqualTo(CaseThumbnail.colour(2));
    assertThat(picture.getRGB(30 * SCALE - 1, top) & 0xFFFFFF)
        .isNotEqualTo(CaseThumbnail.colour(2));
  }
}
