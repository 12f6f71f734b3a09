package org.voxelbench.harness.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.NdArray;

class SliceStripTest {

  private static int grey(BufferedImage image, int x, int y) {
    return image.getRaster().getSample(x, y, 0);
  }

  /** Values {@code 0, 1, 2, ...} in C order, times a scale. */
  private static NdArray counting(float scale, int... shape) {
    float[] values = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * scale;
    }
    return NdArray.of(shape, values);
  }

  @Test
  void slicesStandSideBySideEnlargedByOneWholeFactor() {
    NdArray patch = counting(1, 2, 1, 3, 30, 20);
    NdArray crop = counting(1, 2, 1, 3, 10, 12);
    BufferedImage strip = SliceStrip.of(List.of(crop, patch, patch), 1);
    int factor = 6;
    assertThat(strip.getHeight()).isEqualTo(30 * factor).isGreaterThanOrEqualTo(160);
    assertThat(strip.getWidth()).isEqualTo((12 + 20 + 20) * factor + 2 * SliceStrip.GAP);
    assertThat(grey(strip, 12 * factor + 1, 90)).as("gap").isEqualTo(255);
    assertThat(grey(strip, 10, 10 * factor - 1)).as("above the small one").isEqualTo(255);
    assertThat(grey(strip, 10, 20 * factor)).as("below the small one").isEqualTo(255);
    assertThat(grey(strip, 10, 10 * factor)).as("the small one").isNotEqualTo(255);
  }

  @Test
  void aLargePatchIsNotEnlarged() {
    NdArray patch = counting(1, 1, 1, 1, 161, 5);
    assertThat(SliceStrip.of(List.of(patch), 0).getHeight()).isEqualTo(161);
    assertThat(SliceStrip.of(List.of(patch), 0).getWidth()).isEqualTo(5);
  }

  @Test
  void theSliceIsTheMiddleOneOfTheSampleWithRowsDownwards() {
    int[] shape = {2, 1, 5, 4, 3};
    NdArray volume = counting(1, shape);
    int sample = 1;
    BufferedImage strip = SliceStrip.of(List.of(volume), sample);
    float[] own = new float[60];
    System.arraycopy(volume.floats(), 60, own, 0, 60);
    IntensityWindow window = IntensityWindow.ofImage(own);
    for (int y = 0; y < strip.getHeight(); y++) {
      for (int x = 0; x < strip.getWidth(); x++) {
        float value = 60 + (2 * 4 + y / 40) * 3 + x / 40;
        assertThat(grey(strip, x, y)).isEqualTo(window.grey(value));
      }
    }
  }

  @Test
  void theWindowIsThatOfTheOriginalFromTheLowToTheHighPercentile() {
    // 0, 2, ..., 400: the 0.5 percentile is 2, the 99.5 percentile is 398.
    float[] original = counting(2, 201).floats();
    float[] other = counting(-7, 201).floats();
    assertThat(IntensityWindow.of(List.of(other, original)))
        .containsExactly(new IntensityWindow(2, 398), new IntensityWindow(2, 398));
    IntensityWindow window = new IntensityWindow(2, 398);
    assertThat(window.grey(-1000)).isZero();
    assertThat(window.grey(2)).isZero();
    assertThat(window.grey(398)).isEqualTo(255);
    assertThat(window.grey(Float.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(window.grey(200)).isEqualTo(128);
    assertThat(window.grey(Float.NaN)).isZero();
  }

  @Test
  void betweenTwoRanksThePercentileIsInterpolated() {
    // numpy.percentile([0, 10], [0.5, 99.5]) is [0.05, 9.95].
    IntensityWindow window = IntensityWindow.ofImage(new float[] {10, Float.NaN, 0});
    assertThat(window.black()).isCloseTo(0.05f, within(1e-6f));
    assertThat(window.white()).isCloseTo(9.95f, within(1e-6f));
  }

  @Test
  void aClassMapGoesFromBlackToWhiteAndLeavesItsImageItsOwnWindow() {
    float[] image = counting(2, 201).floats();
    float[] predicted = {0.25f, 0.75f};
    float[] map = {0, 0};
    assertThat(IntensityWindow.of(List.of(image, predicted, map)))
        .containsExactly(new IntensityWindow(2, 398), IntensityWindow.UNIT, IntensityWindow.UNIT);
    assertThat(IntensityWindow.UNIT.grey(1)).isEqualTo(255);
  }

  @Test
  void aConstantOrUndefinedVolumeIsStillDrawn() {
    NdArray constant = NdArray.of(new int[] {1, 1, 1, 1, 2}, 3f, 3f);
    assertThat(grey(SliceStrip.of(List.of(constant), 0), 0, 0)).isEqualTo(128);
    NdArray undefined = NdArray.of(new int[] {1, 1, 1, 1, 2}, Float.NaN, Float.NaN);
    assertThat(grey(SliceStrip.of(List.of(undefined), 0), 0, 0)).isZero();
  }
}
