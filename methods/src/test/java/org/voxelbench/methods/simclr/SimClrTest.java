package org.voxelbench.methods.simclr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.training.augment.GaussianBlur.Kind.ISOTROPIC;
import static org.voxelbench.training.augment.GaussianBlur.Kind.PER_AXIS;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.CropView;
import org.voxelbench.methods.contrast.Region;
import org.voxelbench.methods.contrast.Regions;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class SimClrTest implements MethodContract<SimClr.Settings> {

  @Override
  public SslMethod<SimClr.Settings> method() {
    return new SimClr();
  }

  @Override
  public SimClr.Settings settings() {
    return new SimClr.Settings(0.5, 0.5, 0, 0, 0, 32, TransferScope.ENCODER, 1, PER_AXIS, true);
  }

  private static PretextTask defaultTask() {
    SimClr simClr = new SimClr();
    return simClr.pretext(simClr.defaults()).orElseThrow();
  }

  /** The first is the released code's. */
  @ParameterizedTest
  @CsvSource({"160, 192, 64", "32, 48, 16"})
  void theRegionHoldsThreeByThreeCrops(int patch, int plane, int depth) {
    PretextPatches patches = defaultTask().patches(new int[] {patch, patch, patch});

    assertThat(patches.perSample()).isEqualTo(1);
    assertThat(patches.size()).containsExactly(plane, plane, depth);
    assertThat(patches.spatialAugmentation()).isFalse();
  }

  /** Crops of 64 in a region of 192 x 192 x 64: 32 voxels at most. */
  @Test
  void bothCropsLieInsideAndOverlapByHalfPerAxis() {
    int[] size = {192, 192, 64};
    int[] crop = {64, 64, 64};
    CropPairs pairs = new CropPairs(new CropGrid(3, 3, 1), 0.5, 1, CropView.of(PER_AXIS, true));
    RandomStream random = new RandomStreams(12).stream("pairs");
    int[] least = new int[3];
    int[] most = new int[3];
    for (int i = 0; i < 3000; i++) {
      CropPairs.Places places = pairs.places(new Region(new float[0], size), crop, random);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(places.first()[axis]).isBetween(0, size[axis] - crop[axis]);
        assertThat(places.second()[axis]).isBetween(0, size[axis] - crop[axis]);
        int shift = places.second()[axis] - places.first()[axis];
        least[axis] = Math.min(least[axis], shift);
        most[axis] = Math.max(most[axis], shift);
      }
    }

    assertThat(least).containsExactly(-32, -32, 0);
    assertThat(most).containsExactly(32, 32, 0);
  }

  @Test
  void theViewsAreShownWithTheShareOfPartnersFound() {
    PretextTask task = defaultTask();
    Map<String, NdArray> inputs = task.prepare(Regions.batch(task, 3));
    Map<String, NdArray> shown = Regions.shown(task, inputs);

    assertThat(inputs.get("crops").shape()).containsExactly(2 * 3, 1, 16, 16, 16);
    float[] crops = inputs.get("crops").floats();
    assertThat(shown.get("first view").floats()).isEqualTo(Arrays.copyOf(crops, crops.length / 2));
    assertThat(shown.get("second view").floats())
        .isEqualTo(Arrays.copyOfRange(crops, crops.length / 2, crops.length));
    assertThat(shown.get("partners found").item()).isBetween(0.0, 1.0);
    assertThat(shown.get("partners found by chance").item()).isCloseTo(0.2, within(1e-6));
  }

  /**
   * Each crop is where the region says, and the second of a pair overlaps the first by half per
   * axis.
   *
   * <p>The region's voxels are numbered, so that a crop's first voxel tells its place.
   */
  @Test
  void validationCropsOfTwoPairsAreCutAsTheyAre() {
    PretextTask task = released().validation();
    int[] size = task.patches(new int[] {32, 32, 32}).size();
    int[] crop = {16, 16, 16};
    float[] numbers = new float[size[0] * size[1] * size[2]];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Region region = new Region(numbers, size);
    RandomStreams streams = new RandomStreams(2);
    PretextBatch batch =
        new PretextBatch(
            Collections.nCopies(3, List.of(numbers)),
            size,
            streams.stream("batch"),
            sample -> streams.stream("sample", sample));

    float[] crops = task.prepare(batch).get("crops").floats();

    int pairs = 2 * 3;
    assertThat(crops).hasSize(2 * pairs * 16 * 16 * 16);
    int[][] starts = new int[2 * pairs][];
    for (int i = 0; i < 2 * pairs; i++) {
      float[] mine = Arrays.copyOfRange(crops, i * 4096, (i + 1) * 4096);
      int first = (int) mine[0];
      starts[i] =
          new int[] {first / (size[1] * size[2]), first / size[2] % size[1], first % size[2]};
      assertThat(mine).isEqualTo(region.crop(starts[i], crop));
    }
    for (int pair = 0; pair < pairs; pair++) {
      for (int axis = 0; axis < 3; axis++) {
        assertThat(starts[pair + pairs][axis] - starts[pair][axis]).isBetween(-8, 8);
      }
    }
  }

  /** Protocol batch 6: 24 crops, of which each has one partner and 22 negatives. */
  @Test
  void twoPairsOfSixImagesGiveEachCropTwentyTwoNegatives() {
    PretextTask task = released();
    Map<String, NdArray> inputs = task.prepare(Regions.batch(task, 6));

    assertThat(inputs.get("crops").shape()).containsExactly(24, 1, 16, 16, 16);
    assertThat(Regions.shown(task, inputs).get("partners found by chance").item())
        .isCloseTo(1 / (22 + 1.0), within(1e-6));
    assertThat(defaultTask().prepare(Regions.batch(defaultTask(), 6)).get("crops").shape()[0])
        .isEqualTo(12);
  }

  private static PretextTask released() {
    return new SimClr()
        .pretext(
            new SimClr.Settings(0.5, 0.5, 0, 0, 0, 32, TransferScope.ENCODER, 2, ISOTROPIC, false))
        .orElseThrow();
  }

  @Test
  void validationIsChangedAsTrainingIsUnlessAskedFor() {
    PretextTask task = defaultTask();
    assertThat(task.validation()).isEqualTo(task);
    assertThat(released().validation()).isNotEqualTo(released());
  }

  @Test
  void aSingleSampleIsRefused() {
    PretextTask task = defaultTask();

    assertThatThrownBy(() -> task.prepare(Regions.batch(task, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("simclr", "batch size");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5, temperature (0.0)",
    "NaN, 0.5, temperature (NaN)",
    "0.5, -0.1, maxShift (-0.1)",
    "0.5, 1.5, maxShift (1.5)"
  })
  void aSettingOutOfRangeIsRefusedWithItsValue(double temperature, double shift, String named) {
    assertThatThrownBy(
            () ->
                new SimClr.Settings(
                    temperature, shift, 0, 0, 0, 32, TransferScope.ENCODER, 1, PER_AXIS, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("simclr: " + named);
  }

  @Test
  void theDecoderCannotMove() {
    assertThatThrownBy(
            () ->
                new SimClr.Settings(
                    0.5, 0.5, 0, 0, 0, 32, TransferScope.ENCODER_AND_DECODER, 1, PER_AXIS, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("simclr", "ENCODER_AND_DECODER", "no decoder");
  }
}
