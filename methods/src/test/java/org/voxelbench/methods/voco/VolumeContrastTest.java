package org.voxelbench.methods.voco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.training.augment.GaussianBlur.Kind.PER_AXIS;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.contrast.Region;
import org.voxelbench.methods.contrast.Regions;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class VolumeContrastTest implements MethodContract<VolumeContrast.Settings> {

  @Override
  public SslMethod<VolumeContrast.Settings> method() {
    return new VolumeContrast();
  }

  @Override
  public VolumeContrast.Settings settings() {
    return grid(2, 2, 1);
  }

  private static VolumeContrast.Settings grid(int d, int h, int w) {
    return new VolumeContrast.Settings(
        d, h, w, 2, 0, 0, 0, 32, Regularizer.LINEAR, TransferScope.ENCODER, PER_AXIS, true);
  }

  private static PretextTask defaultTask() {
    VolumeContrast voco = new VolumeContrast();
    return voco.pretext(voco.defaults()).orElseThrow();
  }

  /** The first is the released code's default. */
  @ParameterizedTest
  @CsvSource({"160, 256, 64", "32, 64, 16"})
  void theRegionIsAGridOfFourByFourCrops(int patch, int plane, int depth) {
    PretextPatches patches = defaultTask().patches(new int[] {patch, patch, patch});

    assertThat(patches.perSample()).isEqualTo(1);
    assertThat(patches.size()).containsExactly(plane, plane, depth);
    assertThat(patches.spatialAugmentation()).isFalse();
  }

  @Test
  void targetAndBaseCropsOfAllSamplesAreOneBatch() {
    PretextTask task = defaultTask();
    Map<String, NdArray> inputs = task.prepare(Regions.batch(task, 3));

    assertThat(inputs.get("crops").shape()).containsExactly(3 * (4 + 16), 1, 16, 16, 16);
    assertThat(inputs.get("overlaps").shape()).containsExactly(3, 4, 16);
    for (int row = 0; row < 3 * 4; row++) {
      double sum = 0;
      for (int base = 0; base < 16; base++) {
        sum += inputs.get("overlaps").at(row * 16 + base);
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void aTargetAndItsBaseCropAreShownWithTheErrorOfTheOverlaps() {
    PretextTask task = defaultTask();
    Map<String, NdArray> inputs = task.prepare(Regions.batch(task, 2));
    Map<String, NdArray> shown = Regions.shown(task, inputs);

    int voxels = 16 * 16 * 16;
    float[] crops = inputs.get("crops").floats();
    for (int sample = 0; sample < 2; sample++) {
      int first = sample * 20;
      int likeliest = 0;
      for (int base = 1; base < 16; base++) {
        int row = sample * 4 * 16;
        NdArray overlaps = inputs.get("overlaps");
        likeliest = overlaps.at(row + base) > overlaps.at(row + likeliest) ? base : likeliest;
      }
      assertShown(shown.get("target crop"), sample, crops, first * voxels);
      assertShown(
          shown.get("base crop of the largest overlap"),
          sample,
          crops,
          (first + 4 + likeliest) * voxels);
    }
    assertThat(shown.get("base crop predicted").shape()).containsExactly(2, 1, 16, 16, 16);
    assertThat(shown.get("overlap error").item()).isBetween(0.0, 1.0);
    assertThat(shown.get("overlap error of equal shares").item()).isBetween(0.0, 2.0 / 16);
  }

  private static void assertShown(NdArray shown, int sample, float[] crops, int from) {
    int voxels = 16 * 16 * 16;
    assertThat(shown.shape()).containsExactly(2, 1, 16, 16, 16);
    assertThat(Arrays.copyOfRange(shown.floats(), sample * voxels, (sample + 1) * voxels))
        .isEqualTo(Arrays.copyOfRange(crops, from, from + voxels));
  }

  @Test
  void aSingleBaseCropIsRefused() {
    assertThatThrownBy(() -> grid(1, 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("voco", "baseCropsD * baseCropsH * baseCropsW (1)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 0, 32, baseCropsD (0)",
    "4, 0, 0, 32, targetCrops (0)",
    "4, 4, -8, 32, cropD (-8)",
    "4, 4, 0, 1, width (1)",
    "4, 4, 0, 40000, width (40000)"
  })
  void aSettingOutOfRangeIsRefusedWithItsValue(
      int bases, int targets, int crop, int width, String named) {
    assertThatThrownBy(
            () ->
                new VolumeContrast.Settings(
                    bases,
                    4,
                    1,
                    targets,
                    crop,
                    0,
                    0,
                    width,
                    Regularizer.LINEAR,
                    TransferScope.ENCODER,
                    PER_AXIS,
                    true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("voco: " + named);
  }

  /** With {@code augmentedValidation: false} a base crop is the region's, voxel by voxel. */
  @Test
  void validationCropsAreLeftAsTheyAreIfAskedFor() {
    PretextTask task =
        new VolumeContrast()
            .pretext(
                new VolumeContrast.Settings(
                    2,
                    2,
                    1,
                    2,
                    0,
                    0,
                    0,
                    32,
                    Regularizer.LINEAR,
                    TransferScope.ENCODER,
                    PER_AXIS,
                    false))
            .orElseThrow();
    PretextBatch batch = Regions.batch(task, 1);
    Region region = new Region(batch.patches().get(0).get(0), batch.size());
    int[] crop = {16, 16, 16};
    float[] corner = region.crop(new int[3], crop);

    float[] plain = task.validation().prepare(batch).get("crops").floats();
    float[] changed = task.prepare(batch).get("crops").floats();

    int first = 2 * 4096;
    assertThat(Arrays.copyOfRange(plain, first, first + 4096)).isEqualTo(corner);
    assertThat(Arrays.copyOfRange(changed, first, first + 4096)).isNotEqualTo(corner);
    assertThat(defaultTask().validation()).isEqualTo(defaultTask());
  }

  @Test
  void aRegionThatNoArrayHoldsIsRefused() {
    PretextTask task =
        new VolumeContrast()
            .pretext(
                new VolumeContrast.Settings(
                    8,
                    8,
                    8,
                    1,
                    512,
                    512,
                    512,
                    32,
                    Regularizer.LINEAR,
                    TransferScope.ENCODER,
                    PER_AXIS,
                    true))
            .orElseThrow();

    assertThatThrownBy(() -> task.patches(new int[] {32, 32, 32}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[512, 512, 512]");
  }

  @Test
  void theDecoderCannotMove() {
    assertThatThrownBy(
            () ->
                new VolumeContrast.Settings(
                    4,
                    4,
                    1,
                    4,
                    0,
                    0,
                    0,
                    32,
                    Regularizer.LINEAR,
                    TransferScope.ENCODER_AND_DECODER,
                    PER_AXIS,
                    true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("voco", "ENCODER_AND_DECODER", "no decoder");
  }
}
