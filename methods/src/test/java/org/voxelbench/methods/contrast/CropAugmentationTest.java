package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.training.augment.GaussianBlur;

class CropAugmentationTest {

  private static final int[] CUBE = {4, 4, 4};

  /** A volume that rises steeply along one axis. */
  private static float[] ramp(int[] size, int axis) {
    float[] values = new float[size[0] * size[1] * size[2]];
    for (int i = 0; i < values.length; i++) {
      int[] at = {i / (size[1] * size[2]), i / size[2] % size[1], i % size[2]};
      values[i] = 10 * at[axis];
    }
    return values;
  }

  private static int steepest(float[] values, int[] size) {
    int[] step = {size[1] * size[2], size[2], 1};
    double[] change = new double[3];
    for (int i = 0; i < values.length; i++) {
      int[] at = {i / (size[1] * size[2]), i / size[2] % size[1], i % size[2]};
      for (int axis = 0; axis < 3; axis++) {
        if (at[axis] > 0) {
          change[axis] += Math.abs(values[i] - values[i - step[axis]]);
        }
      }
    }
    int most = change[0] > change[1] ? 0 : 1;
    return change[most] > change[2] ? most : 2;
  }

  private static int swapped(int[] size, int axis, int draws) {
    CropAugmentation augmentation = new CropAugmentation(GaussianBlur.Kind.PER_AXIS);
    float[] crop = ramp(size, axis);
    RandomStreams streams = new RandomStreams(5);
    int swapped = 0;
    for (int i = 0; i < draws; i++) {
      float[] changed = augmentation.apply(crop, size, streams.stream("crop", i));
      swapped += steepest(changed, size) == axis ? 0 : 1;
    }
    return swapped;
  }

  /** Probability 0.3, of which one turn of two thirds, one or three, swaps D and H. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void everyFifthCropHasItsPlaneTurnedByAQuarter(int axis) {
    int draws = 4000;
    double fourSigma = 4 * Math.sqrt(draws * 0.2 * 0.8);

    assertThat((double) swapped(CUBE, axis, draws))
        .isBetween(draws * 0.2 - fourSigma, draws * 0.2 + fourSigma);
  }

  @Test
  void noCropIsTurnedOutOfItsPlane() {
    assertThat(swapped(CUBE, 2, 500)).isZero();
  }

  @Test
  void aCropOfUnequalEdgesIsNeverTurnedByAQuarter() {
    int[] size = {4, 6, 3};
    assertThat(swapped(size, 0, 500)).isZero();
    assertThat(swapped(size, 1, 500)).isZero();
  }

  @Test
  void quarterTurnsAddUp() {
    int[] size = {3, 3, 2};
    float[] crop = new float[18];
    for (int i = 0; i < crop.length; i++) {
      crop[i] = i;
    }
    float[] one = CropAugmentation.turned(crop, size, 1);
    float[] two = CropAugmentation.turned(one, size, 1);

    assertThat(one).startsWith(4, 5, 10, 11, 16, 17);
    assertThat(two).isEqualTo(CropAugmentation.turned(crop, size, 2)).isNotEqualTo(crop);
    assertThat(CropAugmentation.turned(two, size, 1))
        .isEqualTo(CropAugmentation.turned(crop, size, 3));
    assertThat(CropAugmentation.turned(one, size, 3)).isEqualTo(crop);
  }

  /**
   * Where an image is smaller than its region, crops of nothing but padding occur: of all steps
   * noise alone, which one crop in ten gets, tells their voxels apart.
   */
  @ParameterizedTest
  @ValueSource(floats = {0, -1.5f})
  void aConstantCropStaysConstantButForNoise(float value) {
    float[] crop = new float[64];
    Arrays.fill(crop, value);
    CropAugmentation augmentation = new CropAugmentation(GaussianBlur.Kind.PER_AXIS);
    RandomStream random = new RandomStreams(3).stream("crop");
    int draws = 2000;
    int noisy = 0;
    for (int i = 0; i < draws; i++) {
      float[] changed = augmentation.apply(crop, CUBE, random);
      float least = changed[0];
      float most = changed[0];
      for (float voxel : changed) {
        assertThat(voxel).isFinite();
        least = Math.min(least, voxel);
        most = Math.max(most, voxel);
      }
      noisy += most - least > 1e-5 ? 1 : 0;
    }
    double fourSigma = 4 * Math.sqrt(draws * 0.1 * 0.9);
    assertThat((double) noisy).isBetween(draws * 0.1 - fourSigma, draws * 0.1 + fourSigma);
  }

  @Test
  void theCropItselfStaysAsItWas() {
    float[] crop = ramp(CUBE, 0);
    RandomStream random = new RandomStreams(1).stream("crop");
    for (int i = 0; i < 50; i++) {
      new CropAugmentation(GaussianBlur.Kind.PER_AXIS).apply(crop, CUBE, random);
    }

    assertThat(crop).isEqualTo(ramp(CUBE, 0));
  }
}
