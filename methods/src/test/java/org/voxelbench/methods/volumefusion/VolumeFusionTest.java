package org.voxelbench.methods.volumefusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.methods.SmallRun;
import org.voxelbench.training.augment.GaussianBlur;
import org.voxelbench.training.patch.PatchPlacement;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class VolumeFusionTest implements MethodContract<VolumeFusion.Settings> {

  @Override
  public SslMethod<VolumeFusion.Settings> method() {
    return new VolumeFusion();
  }

  private static VolumeFusion.Settings settings(int classes, int smallest, int largest) {
    return new VolumeFusion.Settings(
        classes,
        10,
        39,
        smallest,
        largest,
        TransferScope.ENCODER,
        PatchPlacement.RANDOM,
        GaussianBlur.Kind.PER_AXIS,
        true);
  }

  @Test
  void boxesAreThePapersAtItsPatchAndScaleWithOthers() {
    VolumeFusion.Settings defaults = new VolumeFusion().defaults();
    BoxSizes sizes = BoxSizes.of(defaults, new int[] {160, 32, 40});
    assertThat(sizes.smallest()).containsExactly(8, 2, 2);
    assertThat(sizes.largest()).containsExactly(100, 20, 25);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 9})
  void countsSizesAndLevelsAreUniform(int classes) {
    RandomStream random = new RandomStreams(4).stream("map");
    int[] shape = {32, 40, 48};
    int draws = 600;
    int[] levels = new int[classes];
    int boxes = 0;
    for (int draw = 0; draw < draws; draw++) {
      FusionMap map = FusionMap.draw(settings(classes, 0, 0), shape, random);
      assertThat(map.boxes().size()).isBetween(10, 39);
      boxes += map.boxes().size();
      map.levels().forEach(level -> levels[level]++);
      for (VoxelBox box : map.boxes()) {
        for (int axis = 0; axis < 3; axis++) {
          assertThat(box.size()[axis]).isBetween(2, shape[axis] * 5 / 8);
          assertThat(box.lower()[axis] + box.size()[axis]).isLessThanOrEqualTo(shape[axis]);
        }
      }
    }
    double deviation = Math.sqrt((30 * 30 - 1) / 12.0);
    assertThat(boxes / (double) draws).isCloseTo(24.5, within(4 * deviation / Math.sqrt(draws)));
    double share = 1.0 / classes;
    for (int level : levels) {
      assertThat(level / (double) boxes)
          .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / boxes)));
    }
  }

  @Test
  void aVoxelIsForegroundAtTheTopLevelAndBackgroundOutsideTheBoxes() {
    int[] shape = {1, 1, 6};
    VoxelBox two = new VoxelBox(new int[] {0, 0, 1}, new int[] {1, 1, 3});
    VoxelBox one = new VoxelBox(new int[] {0, 0, 3}, new int[] {1, 1, 2});
    FusionMap map = new FusionMap(List.of(two, one), List.of(4, 1), 5);
    float[] levels = map.classMap(shape);
    float[] mixed = map.mix(new float[] {8, 8, 8, 8, 8, 8}, new float[] {4, 4, 4, 4, 4, 4}, levels);

    assertThat(levels).containsExactly(0, 4, 4, 1, 1, 0);
    assertThat(mixed).containsExactly(4, 8, 8, 5, 5, 4);
  }

  @Test
  void theDecoderHasAChannelForEachLevelAndASampleTwoImages() {
    PretextTask task = new VolumeFusion().pretext(settings(9, 0, 0)).orElseThrow();
    assertThat(task.outputChannels()).isEqualTo(9);
    assertThat(task.patches(new int[] {32, 32, 32}).perSample()).isEqualTo(2);
    assertThat(task.patches(new int[] {32, 32, 32}).spatialAugmentation()).isFalse();
  }

  /** As the released code: images from their middle, and validation images as they are. */
  @Test
  void validationMixesImagesAsTheyAreIfAskedFor() {
    VolumeFusion.Settings released =
        new VolumeFusion.Settings(
            5,
            10,
            39,
            0,
            0,
            TransferScope.ENCODER,
            PatchPlacement.CENTRE,
            GaussianBlur.Kind.ISOTROPIC,
            false);
    PretextTask task = new VolumeFusion().pretext(released).orElseThrow();
    assertThat(task.patches(new int[] {32, 32, 32}).placement()).isEqualTo(PatchPlacement.CENTRE);
    float[] foreground = new float[8 * 8 * 8];
    float[] background = new float[8 * 8 * 8];
    for (int i = 0; i < foreground.length; i++) {
      foreground[i] = 1 + i;
      background[i] = -1 - i;
    }
    RandomStreams streams = new RandomStreams(6);
    PretextBatch batch =
        new PretextBatch(
            List.of(List.of(foreground, background)),
            new int[] {8, 8, 8},
            streams.stream("batch"),
            sample -> streams.stream("sample", sample));

    Map<String, NdArray> plain = task.validation().prepare(batch);
    float[] levels = plain.get("levels").floats();
    float[] mixed = plain.get("mixed").floats();
    for (int i = 0; i < mixed.length; i++) {
      float share = levels[i] / 4;
      assertThat(mixed[i])
          .isCloseTo(share * foreground[i] + (1 - share) * background[i], within(1e-3f));
    }
    Map<String, NdArray> changed = task.prepare(batch);
    assertThat(changed.get("levels").floats()).isEqualTo(levels);
    assertThat(changed.get("mixed").floats()).isNotEqualTo(mixed);
    PretextTask usual = new VolumeFusion().pretext(new VolumeFusion().defaults()).orElseThrow();
    assertThat(usual.validation()).isEqualTo(usual);
    assertThat(usual.patches(new int[] {32, 32, 32}).placement()).isEqualTo(PatchPlacement.RANDOM);
  }

  @Test
  void boxesThatDontFitAndSettingsOutOfRangeAreRefused() {
    PretextTask task = new VolumeFusion().pretext(settings(5, 8, 100)).orElseThrow();
    assertThatThrownBy(() -> task.patches(new int[] {32, 32, 32}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("8 to 100 voxels");
    assertThatThrownBy(() -> settings(1, 0, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("classes (1)");
    assertThatThrownBy(
            () ->
                new VolumeFusion.Settings(
                    5,
                    10,
                    9,
                    0,
                    0,
                    TransferScope.ENCODER,
                    PatchPlacement.RANDOM,
                    GaussianBlur.Kind.PER_AXIS,
                    true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mostBoxes (9)");
  }

  @Test
  void showsTheMixtureWithPredictedAndTrueLevels() {
    SmallRun run =
        new SmallRun(new VolumeFusion().pretext(settings(3, 0, 0)).orElseThrow(), 16, 20, 24);
    Map<String, NdArray> shown = run.shown();
    NdArray predicted = shown.get("predicted level");
    NdArray expected = shown.get("true level");

    assertThat(shown.get("mixed").floats()).isEqualTo(run.inputs().get("mixed").floats());
    assertThat(predicted.shape()).containsExactly(2, 1, 16, 20, 24);
    int right = 0;
    for (int i = 0; i < expected.size(); i++) {
      assertThat(expected.at(i)).isIn(0.0, 0.5, 1.0);
      right += predicted.at(i) == expected.at(i) ? 1 : 0;
    }
    assertThat(shown.get("voxel accuracy").item())
        .isCloseTo(right / (double) expected.size(), within(1e-6));
    double loss = run.loss(Precision.FP32);
    assertThat(run.loss(Precision.BF16)).isCloseTo(loss, within(0.02 * Math.abs(loss)));
  }
}
