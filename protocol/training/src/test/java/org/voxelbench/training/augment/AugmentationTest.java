package org.voxelbench.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.patch.PatchPosition;
import org.voxelbench.training.patch.Sample;

class AugmentationTest {

  private static final int[] PATCH = {8, 10, 12};

  /** Labels -1 in one half, 1 and 2 in the other. */
  private static MemoryCase source() {
    RandomStream random = Patches.stream(-9);
    return new MemoryCase(
        "halves",
        2,
        new int[] {30, 30, 30},
        (c, d, h, w) -> random.nextGaussian(5, 1),
        (c, d, h, w) -> h < 15 ? -1 : w < 15 ? 1 : 2,
        Map.of());
  }

  private static PatchPosition position(Augmentation augmentation) {
    int[] size = augmentation.patch().size();
    int[] lower = new int[3];
    Arrays.setAll(lower, axis -> 15 - size[axis] / 2);
    return new PatchPosition(source(), lower);
  }

  @Test
  void defaultsAreThoseOfNnUNet() {
    AugmentationSettings settings = AugmentationSettings.nnUNet(new int[] {64, 64, 64}, false);
    assertThat(settings.transforms())
        .containsExactly(
            new GaussianNoise(0.1, new Range(0, 0.1)),
            new GaussianBlur(0.2, 0.5, new Range(0.5, 1)),
            new Brightness(0.15, new Range(0.75, 1.25)),
            new ContrastTransform(0.15, new Range(0.75, 1.25)),
            new LowResolution(0.25, 0.5, new Range(0.5, 1), false),
            new Gamma(0.1, new Range(0.7, 1.5), true),
            new Gamma(0.3, new Range(0.7, 1.5), false),
            new MirrorTransform(0.5, List.of(0, 1, 2)));
    assertThat(Math.toDegrees(settings.spatial().angle())).isCloseTo(30, within(1e-9));
    assertThat(settings.spatial().inPlane()).isFalse();
  }

  @Test
  void thinPatchesAreTurnedInTheirPlane() {
    AugmentationSettings thin = AugmentationSettings.nnUNet(new int[] {16, 64, 64}, false);
    assertThat(thin.spatial().inPlane()).isTrue();
    assertThat(thin.lowResolution().inPlane()).isTrue();
    assertThat(Math.toDegrees(thin.spatial().angle())).isCloseTo(180, within(1e-9));
    assertThat(thin.mirror().axes()).containsExactly(0, 1, 2);
    AugmentationSettings square = AugmentationSettings.nnUNet(new int[] {1, 60, 40}, false);
    assertThat(Math.toDegrees(square.spatial().angle())).isCloseTo(180, within(1e-9));
    assertThat(square.mirror().axes()).containsExactly(1, 2);
    AugmentationSettings oblong = AugmentationSettings.nnUNet(new int[] {1, 61, 40}, false);
    assertThat(Math.toDegrees(oblong.spatial().angle())).isCloseTo(15, within(1e-9));
  }

  @Test
  void mirroringCanBeRestrictedToAxes() {
    AugmentationSettings settings = AugmentationSettings.nnUNet(PATCH, true);
    assertThat(settings.withMirrorAxes(List.of()).mirror().axes()).isEmpty();
    assertThat(settings.withMirrorAxes(List.of(0, 1)).mirror())
        .isEqualTo(new MirrorTransform(0.5, List.of(0, 1)));
    assertThat(settings.withMirrorAxes(List.of(0, 1, 2))).isEqualTo(settings);
  }

  @Test
  void aSampleIsAFunctionOfItsStream() {
    Augmentation augmentation = new Augmentation(AugmentationSettings.nnUNet(PATCH, false), PATCH);
    PatchPosition position = position(augmentation);
    Sample first = augmentation.sample(position, Patches.stream(1));
    for (int i = 0; i < 20; i++) {
      augmentation.sample(position, Patches.stream(i + 2));
    }
    Sample again = augmentation.sample(position, Patches.stream(1));
    assertThat(again.image()).isEqualTo(first.image());
    assertThat(again.segmentation()).isEqualTo(first.segmentation());
    assertThat(augmentation.sample(position, Patches.stream(2)).image())
        .isNotEqualTo(first.image());
  }

  @Test
  void outsideTheMaskTheImageIsZeroWhateverWasDone() {
    AugmentationSettings settings = AugmentationSettings.nnUNet(PATCH, true);
    Augmentation masked = new Augmentation(settings, PATCH);
    for (int i = 0; i < 30; i++) {
      Sample sample = masked.sample(position(masked), Patches.stream(i));
      int zeros = 0;
      for (int k = 0; k < sample.voxels(); k++) {
        if (sample.segmentation()[k] == 0) {
          zeros++;
          assertThat(sample.image()[k]).isZero();
          assertThat(sample.image()[sample.voxels() + k]).isZero();
        } else {
          assertThat(sample.segmentation()[k]).isIn((short) 1, (short) 2);
          assertThat(sample.image()[k]).isNotZero();
        }
      }
      assertThat(zeros).isBetween(1, sample.voxels() - 1);
    }
  }

  @Test
  void withoutAugmentationThePatchIsCutAsItIs() {
    Augmentation none = new Augmentation(AugmentationSettings.none(), PATCH);
    assertThat(none.patch().size()).isEqualTo(PATCH);
    PatchPosition position = position(none);
    Sample sample = none.sample(position, Patches.stream(0));
    float[] image = new float[2 * 960];
    short[] labels = new short[960];
    position.preparedCase().readImage(position.lower(), PATCH, image);
    position.preparedCase().readSegmentation(position.lower(), PATCH, labels);
    assertThat(sample.caseId()).isEqualTo("halves");
    assertThat(sample.image()).isEqualTo(image);
    for (int i = 0; i < labels.length; i++) {
      assertThat(sample.segmentation()[i]).isEqualTo((short) Math.max(0, labels[i]));
    }
  }

  @Test
  void beforePreTrainingThereIsMotionAndMirroringOnly() {
    AugmentationSettings settings = AugmentationSettings.preTraining(new int[] {16, 16, 16});
    assertThat(settings.spatial())
        .isEqualTo(
            new Spatial(
                0.2,
                Math.toRadians(30),
                0.2,
                new Range(0.7, 1.4),
                true,
                false,
                Interpolation.CUBIC));
    for (Transform transform : settings.transforms()) {
      double expected = transform instanceof MirrorTransform ? 7 / 8.0 : 0;
      assertThat(Patches.share(transform, Patches.random(1, 4, 4, 4), 400))
          .isCloseTo(expected, within(Patches.bound(expected, 400)));
    }
    Augmentation augmentation = new Augmentation(settings, PATCH);
    float[] image = augmentation.image(position(augmentation), Patches.stream(3));
    assertThat(image).hasSize(2 * 960);
  }

  @Test
  void samplesOfEveryKindOfPatchKeepTheirShape() {
    for (int[] patch : new int[][] {{1, 12, 9}, {3, 12, 12}, {5, 6, 7}, {2, 2, 2}}) {
      Augmentation augmentation =
          new Augmentation(AugmentationSettings.nnUNet(patch, false), patch);
      for (int i = 0; i < 40; i++) {
        Sample sample = augmentation.sample(position(augmentation), Patches.stream(i));
        assertThat(sample.size()).isEqualTo(patch);
        for (float v : sample.image()) {
          assertThat(Float.isFinite(v)).isTrue();
        }
      }
    }
  }
}
