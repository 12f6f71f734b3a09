package org.voxelbench.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FilterTest {

  private static final GaussianBlur BLUR = new GaussianBlur(1, 1, new Range(1, 1));

  @Test
  void kernelsAreNormalisedOddGaussians() {
    assertThat(GaussianBlur.Kind.PER_AXIS.kernel(0.5)).hasSize(3);
    assertThat(GaussianBlur.Kind.PER_AXIS.kernel(0.75)).hasSize(5);
    assertThat(GaussianBlur.Kind.PER_AXIS.kernel(1)).hasSize(7);
    float[] kernel = GaussianBlur.Kind.PER_AXIS.kernel(1);
    float sum = 0;
    for (int i = 0; i < 7; i++) {
      sum += kernel[i];
      assertThat(kernel[i] / kernel[3])
          .isCloseTo((float) Math.exp(-(i - 3) * (i - 3) / 2.0), within(1e-6f));
    }
    assertThat(sum).isCloseTo(1, within(1e-6f));
  }

  @Test
  void blurIsADenseConvolutionOfTheReflectedImage() {
    Patch patch = Patches.random(2, 5, 6, 7);
    Patch before = Patches.copy(patch);
    double[] sigmas = {0.5, 1, 0.8};
    float[][] kernels = new float[3][];
    Arrays.setAll(kernels, axis -> GaussianBlur.Kind.PER_AXIS.kernel(sigmas[axis]));
    ScratchBuffers scratch = new ScratchBuffers();
    for (int axis = 0; axis < 3; axis++) {
      BLUR.blur(patch, 1, axis, sigmas[axis], scratch);
    }
    for (int d = 0; d < 5; d++) {
      for (int h = 0; h < 6; h++) {
        for (int w = 0; w < 7; w++) {
          int at = (d * 6 + h) * 7 + w;
          assertThat(patch.image()[210 + at])
              .isCloseTo((float) dense(before, kernels, d, h, w), within(1e-5f));
          assertThat(patch.image()[at]).isEqualTo(before.image()[at]);
        }
      }
    }
  }

  private static double dense(Patch patch, float[][] kernels, int d, int h, int w) {
    double sum = 0;
    for (int i = 0; i < kernels[0].length; i++) {
      for (int j = 0; j < kernels[1].length; j++) {
        for (int k = 0; k < kernels[2].length; k++) {
          int z = mirrored(d + i - kernels[0].length / 2, 5);
          int y = mirrored(h + j - kernels[1].length / 2, 6);
          int x = mirrored(w + k - kernels[2].length / 2, 7);
          sum +=
              (double) kernels[0][i]
                  * kernels[1][j]
                  * kernels[2][k]
                  * patch.image()[210 + (z * 6 + y) * 7 + x];
        }
      }
    }
    return sum;
  }

  private static int mirrored(int i, int length) {
    return i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i;
  }

  /** An impulse in a cube: the same along all axes, or by a deviation of its own along each. */
  @Test
  void anIsotropicBlurIsAsWideAlongEveryAxis() {
    int edge = 9;
    int middle = edge / 2;
    for (GaussianBlur.Kind kind : GaussianBlur.Kind.values()) {
      Patch patch = new Patch(new float[edge * edge * edge], new short[0], 1, new int[] {9, 9, 9});
      patch.image()[(middle * edge + middle) * edge + middle] = 1;
      new GaussianBlur(1, 1, new Range(0.5, 1), kind)
          .apply(patch, Patches.stream(0), new ScratchBuffers());
      float[] beside = {
        patch.image()[((middle + 1) * edge + middle) * edge + middle],
        patch.image()[(middle * edge + middle + 1) * edge + middle],
        patch.image()[(middle * edge + middle) * edge + middle + 1]
      };
      float widest = Math.max(beside[0], Math.max(beside[1], beside[2]));
      float narrowest = Math.min(beside[0], Math.min(beside[1], beside[2]));
      if (kind == GaussianBlur.Kind.ISOTROPIC) {
        assertThat(widest).isCloseTo(narrowest, within(1e-6f));
      } else {
        assertThat(widest).isGreaterThan(1.01f * narrowest);
      }
    }
  }

  /**
   * SciPy 1.17.1: {@code gaussian_filter(((7 * d + 3 * h + 11 * w) % 13).astype(float32), 0.8)} of
   * indices (2, 3, 4), by which batchgenerators blurs; kernels are longer than the axes.
   */
  @Test
  void anIsotropicBlurIsScipys() {
    int[] size = {2, 3, 4};
    float[] image = new float[24];
    for (int i = 0; i < 24; i++) {
      image[i] = (7 * (i / 12) + 3 * (i / 4 % 3) + 11 * (i % 4)) % 13;
    }
    Patch patch = new Patch(image, new short[0], 1, size);
    new GaussianBlur(1, 1, new Range(0.8, 0.8), GaussianBlur.Kind.ISOTROPIC)
        .apply(patch, Patches.stream(0), new ScratchBuffers());
    float[] scipy = {
      4.075055f, 6.477331f, 7.333445f, 6.571944f,
      4.424619f, 5.598866f, 6.787064f, 6.481723f,
      4.668130f, 5.085155f, 4.992419f, 4.139683f,
      5.953728f, 6.033598f, 5.203027f, 4.013137f,
      6.061695f, 6.562826f, 6.277959f, 5.299502f,
      4.656456f, 6.721579f, 6.839857f, 5.741202f
    };
    for (int i = 0; i < 24; i++) {
      assertThat(patch.image()[i]).isCloseTo(scipy[i], within(2e-6f));
    }
  }

  @Test
  void shortAxesAreReflectedRepeatedly() {
    assertThat(GaussianBlur.reflect(-3, 2)).isEqualTo(1);
    assertThat(GaussianBlur.reflect(4, 3)).isZero();
    assertThat(GaussianBlur.reflect(-7, 1)).isZero();
  }

  @Test
  void aSingleSliceIsNotBlurredAcross() {
    Patch patch = Patches.random(1, 1, 6, 6);
    Patch expected = Patches.copy(patch);
    ScratchBuffers scratch = new ScratchBuffers();
    BLUR.blur(expected, 0, 1, 1, scratch);
    BLUR.blur(expected, 0, 2, 1, scratch);
    BLUR.apply(patch, Patches.stream(0), scratch);
    assertThat(patch.image()).isEqualTo(expected.image());
  }

  @Test
  void lowResolutionIsNearestDownAndLinearUp() {
    Patch patch = Patches.random(2, 6, 7, 8);
    Patch before = Patches.copy(patch);
    int[] small = {3, 5, 4};
    LowResolution.reduce(patch, 1, small, new ScratchBuffers());
    int[] size = {6, 7, 8};
    for (int d = 0; d < 6; d++) {
      for (int h = 0; h < 7; h++) {
        for (int w = 0; w < 8; w++) {
          int[] at = {d, h, w};
          double sum = 0;
          for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int index = 0;
            for (int axis = 0; axis < 3; axis++) {
              double source = (at[axis] + 0.5) * small[axis] / size[axis] - 0.5;
              source = Math.max(0, Math.min(small[axis] - 1, source));
              int low = Math.min((int) source, small[axis] - 2);
              int up = corner >> axis & 1;
              weight *= up == 1 ? source - low : 1 - (source - low);
              int nearest = (int) ((low + up + 0.5) * size[axis] / small[axis]);
              index = index * size[axis] + nearest;
            }
            sum += weight * before.image()[336 + index];
          }
          assertThat(patch.image()[336 + (d * 7 + h) * 8 + w])
              .isCloseTo((float) sum, within(1e-5f));
        }
      }
    }
    assertThat(Arrays.copyOf(patch.image(), 336)).isEqualTo(Arrays.copyOf(before.image(), 336));
  }

  @Test
  void lowResolutionInThePlaneKeepsSlicesApart() {
    float[] image = new float[4 * 6 * 6];
    for (int i = 0; i < image.length; i++) {
      image[i] = i / 36;
    }
    Patch patch = new Patch(image, new short[0], 1, new int[] {4, 6, 6});
    new LowResolution(1, 1, new Range(0.5, 0.5), true)
        .apply(patch, Patches.stream(0), new ScratchBuffers());
    for (int i = 0; i < image.length; i++) {
      assertThat(patch.image()[i]).isEqualTo(i / 36);
    }
  }

  @Test
  void mirroringReversesAnAxisAndTwiceIsNothing() {
    int[] size = {3, 4, 5};
    for (int axis = 0; axis < 3; axis++) {
      Patch patch = Patches.random(2, size);
      Patch before = Patches.copy(patch);
      MirrorTransform.flip(patch, axis);
      for (int c = 0; c < 2; c++) {
        for (int d = 0; d < 3; d++) {
          for (int h = 0; h < 4; h++) {
            for (int w = 0; w < 5; w++) {
              int[] from = {d, h, w};
              from[axis] = size[axis] - 1 - from[axis];
              int at = (d * 4 + h) * 5 + w;
              int source = (from[0] * 4 + from[1]) * 5 + from[2];
              assertThat(patch.image()[60 * c + at]).isEqualTo(before.image()[60 * c + source]);
              assertThat(patch.labels()[at]).isEqualTo(before.labels()[source]);
            }
          }
        }
      }
      MirrorTransform.flip(patch, axis);
      assertThat(patch.image()).isEqualTo(before.image());
      assertThat(patch.labels()).isEqualTo(before.labels());
    }
  }

  @Test
  void onlyTheAxesAskedForAreMirrored() {
    Patch patch = Patches.random(1, 3, 3, 3);
    Patch flipped = Patches.copy(patch);
    MirrorTransform.flip(flipped, 1);
    new MirrorTransform(1, java.util.List.of(1))
        .apply(patch, Patches.stream(0), new ScratchBuffers());
    assertThat(patch.image()).isEqualTo(flipped.image());
  }
}
