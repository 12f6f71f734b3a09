package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.IdleEngine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;

/** How much of a step is measured where. */
class StepProbeTest {

  private static final int[] PATCH = {96, 64, 64};
  private static final int BATCH = 4;

  /** Bytes that a step takes of each voxel. */
  private static final long PER_VOXEL = 1000;

  private static final SegmentationTask TASK =
      new SegmentationTask(
          new Labels(Map.of("background", List.of(0), "foreground", List.of(1)), List.of()));

  private static final Network NETWORK =
      Network.of(
          new FixedPlan(
                  List.of(1.0, 1.0, 1.0),
                  List.of(PATCH[0], PATCH[1], PATCH[2]),
                  BATCH,
                  List.of(2, 4),
                  List.of(1, 1))
              .architecture(),
          1,
          TASK.outputChannels(),
          false);

  /** A device on which a step takes memory by the voxel. */
  private static final class Device extends IdleEngine {

    private final OptionalLong free;
    private long peak;

    Device(OptionalLong free) {
      this.free = free;
    }

    @Override
    public synchronized Batch stage(Map<String, NdArray> inputs) {
      peak = Math.max(peak, inputs.get(SegmentationObjective.IMAGE).size() * PER_VOXEL);
      return super.stage(inputs);
    }

    @Override
    public OptionalLong freeMemoryBytes() {
      return free;
    }

    @Override
    public long peakMemoryBytes() {
      return peak;
    }

    @Override
    public boolean resetPeakMemory() {
      peak = 0;
      return true;
    }

    List<int[]> measured() {
      return staged().stream()
          .map(inputs -> inputs.get(SegmentationObjective.IMAGE).shape())
          .toList();
    }
  }

  private static StepProbe measure(Device device) {
    return StepProbe.measure(device, NETWORK, TASK, Optimizer.Sgd.nnUNet(), PATCH, BATCH);
  }

  private static long voxels(int batch) {
    return (long) batch * PATCH[0] * PATCH[1] * PATCH[2];
  }

  @Test
  void onTheCpuAPartIsMeasuredAndScaled() {
    Device cpu = new Device(OptionalLong.empty());
    StepProbe probe = measure(cpu);
    assertThat(cpu.measured()).containsExactly(new int[] {1, 1, 64, 64, 64});
    assertThat(probe.scale()).isEqualTo(4 * 96 / 64.0);
    assertThat(probe.memoryBytes()).isCloseTo(PER_VOXEL * voxels(BATCH), within(1e6));
  }

  @Test
  void onACardThatHasRoomTheWholeIsMeasured() {
    Device card = new Device(OptionalLong.of(2 * PER_VOXEL * voxels(BATCH)));
    StepProbe probe = measure(card);
    assertThat(card.measured()).last().isEqualTo(new int[] {4, 1, 96, 64, 64});
    assertThat(probe.scale()).isEqualTo(1);
    assertThat(probe.measuredPatch()).isEqualTo(PATCH);
  }

  @Test
  void onASmallerCardOneWholePatchIsMeasured() {
    Device card = new Device(OptionalLong.of(2 * PER_VOXEL * voxels(1)));
    StepProbe probe = measure(card);
    assertThat(card.measured()).last().isEqualTo(new int[] {1, 1, 96, 64, 64});
    assertThat(probe.scale()).isEqualTo(BATCH);
    assertThat(probe.memoryBytes()).isCloseTo(PER_VOXEL * voxels(BATCH), within(1e6));
  }

  @Test
  void onOneThatIsTooSmallThePartStands() {
    Device card = new Device(OptionalLong.of(PER_VOXEL * voxels(1) / 2));
    assertThat(measure(card).measuredPatch()).isEqualTo(new int[] {64, 64, 64});
    assertThat(card.measured()).hasSize(1);
  }
}
