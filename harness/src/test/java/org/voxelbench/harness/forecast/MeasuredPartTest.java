package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;

/** How much of a step is measured where. */
class MeasuredPartTest {

  private static final int[] PATCH = {96, 64, 64};
  private static final int[] STRIDE = {2, 2, 2};
  private static final int BATCH = 4;

  /** Bytes that a step takes of each voxel. */
  private static final long PER_VOXEL = 1000;

  private final List<MeasuredPart> measured = new ArrayList<>();

  /** A device on which a step takes memory by the voxel. */
  private final Function<MeasuredPart, StepCost> device =
      part -> {
        measured.add(part);
        double bytes = PER_VOXEL * voxels(part.patch()) * part.batch() * part.scale();
        return new StepCost(0, 0, 0, bytes, 0, 0);
      };

  private StepCost measure(OptionalLong free) {
    return MeasuredPart.measure(PATCH, BATCH, STRIDE, free, device);
  }

  private static double voxels(int[] patch) {
    return (double) patch[0] * patch[1] * patch[2];
  }

  @Test
  void onTheCpuAPartIsMeasuredAndScaled() {
    StepCost cost = measure(OptionalLong.empty());
    assertThat(measured).hasSize(1);
    assertThat(measured.get(0).patch()).containsExactly(64, 64, 64);
    assertThat(measured.get(0).batch()).isEqualTo(1);
    assertThat(measured.get(0).scale()).isEqualTo(4 * 96 / 64.0);
    assertThat(cost.memoryBytes()).isCloseTo(PER_VOXEL * BATCH * voxels(PATCH), within(1e6));
  }

  @Test
  void aSmallPatchIsMeasuredWhole() {
    int[] small = {40, 56, 40};
    MeasuredPart.measure(small, BATCH, STRIDE, OptionalLong.empty(), device);
    assertThat(measured).hasSize(1);
    assertThat(measured.get(0).patch()).isEqualTo(small);
    assertThat(measured.get(0).batch()).isEqualTo(BATCH);
    assertThat(measured.get(0).scale()).isEqualTo(1);
  }

  /** As ResEnc planners give hippocampi and lesions in thin slabs, for cards of 24 GB. */
  @Test
  void ofALargeBatchOfSmallPatchesAFewAreMeasured() {
    int[] small = {40, 56, 40};
    StepCost cost = MeasuredPart.measure(small, 47, STRIDE, OptionalLong.empty(), device);
    assertThat(measured).hasSize(1);
    assertThat(measured.get(0).patch()).isEqualTo(small);
    assertThat(measured.get(0).batch()).isEqualTo(5);
    assertThat(cost.memoryBytes()).isCloseTo(PER_VOXEL * 47 * voxels(small), within(1e6));
  }

  @Test
  void onACardThatHasRoomTheWholeIsMeasured() {
    measure(OptionalLong.of((long) (2 * PER_VOXEL * BATCH * voxels(PATCH))));
    MeasuredPart last = measured.get(measured.size() - 1);
    assertThat(last.patch()).isEqualTo(PATCH);
    assertThat(last.batch()).isEqualTo(BATCH);
    assertThat(last.scale()).isEqualTo(1);
  }

  @Test
  void onASmallerCardOneWholePatchIsMeasured() {
    StepCost cost = measure(OptionalLong.of((long) (2 * PER_VOXEL * voxels(PATCH))));
    MeasuredPart last = measured.get(measured.size() - 1);
    assertThat(last.patch()).isEqualTo(PATCH);
    assertThat(last.batch()).isEqualTo(1);
    assertThat(last.scale()).isEqualTo(BATCH);
    assertThat(cost.memoryBytes()).isCloseTo(PER_VOXEL * BATCH * voxels(PATCH), within(1e6));
  }

  @Test
  void onOneThatIsTooSmallThePartStands() {
    measure(OptionalLong.of((long) (PER_VOXEL * voxels(PATCH) / 2)));
    assertThat(measured).hasSize(1);
    assertThat(measured.get(0).patch()).containsExactly(64, 64, 64);
  }

  /** A task that asks for as many samples and voxels along the first axis. */
  private Function<MeasuredPart, StepCost> picky(int samples, int edge) {
    return part -> {
      if (part.batch() < samples || part.patch()[0] < edge) {
        throw new BadInputException("too few");
      }
      return device.apply(part);
    };
  }

  @Test
  void aTaskThatRefusesAPartIsMeasuredOnTheNextLargerOne() {
    int[] large = {160, 160, 160};
    StepCost cost =
        MeasuredPart.measure(large, 6, new int[] {32, 32, 32}, OptionalLong.empty(), picky(2, 100));
    assertThat(measured).hasSize(1);
    assertThat(measured.get(0).patch()).containsExactly(128, 128, 128);
    assertThat(measured.get(0).batch()).isEqualTo(2);
    assertThat(cost.memoryBytes()).isCloseTo(PER_VOXEL * 6 * voxels(large), within(1e6));
  }

  @Test
  void onACardAtLeastTheSamplesThatTheTaskTookAreMeasured() {
    StepCost cost =
        MeasuredPart.measure(
            PATCH,
            BATCH,
            STRIDE,
            OptionalLong.of((long) (3 * PER_VOXEL * voxels(PATCH))),
            picky(2, 0));
    MeasuredPart last = measured.get(measured.size() - 1);
    assertThat(last.patch()).isEqualTo(PATCH);
    assertThat(last.batch()).isEqualTo(2);
    assertThat(cost.memoryBytes()).isCloseTo(PER_VOXEL * BATCH * voxels(PATCH), within(1e6));
  }

  @Test
  void whatTheWholeRefusesIsTold() {
    assertThatThrownBy(
            () ->
                MeasuredPart.measure(
                    PATCH, BATCH, STRIDE, OptionalLong.empty(), picky(BATCH + 1, 0)))
        .hasMessage("too few");
    assertThat(measured).isEmpty();
  }

  @Test
  void ofAPatchAPartIsPredictedOnTheCpuAlone() {
    assertThat(MeasuredPart.ofPatch(PATCH, STRIDE, true).scale()).isEqualTo(96 / 64.0);
    assertThat(MeasuredPart.ofPatch(PATCH, STRIDE, false).scale()).isEqualTo(1);
  }
}
