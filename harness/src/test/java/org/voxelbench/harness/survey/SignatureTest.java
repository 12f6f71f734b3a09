package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;

/** Low-resolution volumes, and how they are compared. */
class SignatureTest {

  private static final int[] SIZE = {20, 33, 26};

  private static Image image(String name) {
    RandomStream random = new RandomStreams(1).stream(name);
    Geometry geometry = Geometry.axisAligned(SIZE, new double[] {2, 1, 1});
    float[] voxels = new float[(int) geometry.voxels()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) random.nextGaussian();
    }
    return new Image(geometry, voxels);
  }

  private static Signature of(Image image) {
    return Signature.of(image, -10, 10);
  }

  /** The same image, stored with the first and last axes swapped and the middle one reversed. */
  private static Image turned(Image image) {
    int[] size = {SIZE[2], SIZE[1], SIZE[0]};
    float[] voxels = new float[image.voxels().length];
    for (int d = 0; d < SIZE[0]; d++) {
      for (int h = 0; h < SIZE[1]; h++) {
        for (int w = 0; w < SIZE[2]; w++) {
          voxels[(w * SIZE[1] + SIZE[1] - 1 - h) * SIZE[0] + d] =
              image.voxels()[(d * SIZE[1] + h) * SIZE[2] + w];
        }
      }
    }
    double[][] affine = {{0, 0, 1, 0}, {0, -1, 0, SIZE[1] - 1}, {2, 0, 0, 0}, {0, 0, 0, 1}};
    return new Image(new Geometry(size, new double[] {1, 1, 2}, affine), voxels);
  }

  @Test
  void neitherScaleNorOrientationChangesIt() {
    Image image = image("a");
    float[] brighter = image.voxels().clone();
    for (int i = 0; i < brighter.length; i++) {
      brighter[i] = 3 * brighter[i] + 7;
    }
    Signature own = of(image);

    assertThat(own.with(own)).isCloseTo(1, within(1e-4));
    assertThat(own.with(of(turned(image)))).isCloseTo(1, within(1e-4));
    assertThat(own.with(Signature.of(new Image(image.geometry(), brighter), -99, 99)))
        .isCloseTo(1, within(1e-4));
    assertThat(own.with(of(image("b")))).isBetween(-0.2, 0.2);
  }

  @Test
  void pairsAreThoseOfComparingEachWithEachInEveryMirror() {
    List<Signature> all = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      all.add(of(image("image " + i)));
    }
    Signature copy = all.get(3).in(new Mirror(5));
    all.add(copy);
    List<Correlations.Pair> expected = new ArrayList<>();
    for (int first = 0; first < 60; first++) {
      for (int second = first + 1; second < all.size(); second++) {
        for (Mirror mirror : Mirror.ALL) {
          double correlation = all.get(first).with(all.get(second).in(mirror));
          if (correlation > 0.5) {
            expected.add(new Correlations.Pair(first, second, correlation, mirror));
          }
        }
      }
    }

    List<Correlations.Pair> found = Correlations.above(0.5, all, 60, 2);

    assertThat(found).hasSameSizeAs(expected).hasSize(1);
    assertThat(found.get(0).first()).isEqualTo(3);
    assertThat(found.get(0).second()).isEqualTo(70);
    assertThat(found.get(0).mirror()).isEqualTo(expected.get(0).mirror());
    assertThat(found.get(0).correlation()).isCloseTo(1, within(1e-4));
  }
}
