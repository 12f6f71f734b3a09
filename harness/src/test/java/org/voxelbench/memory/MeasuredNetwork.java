package org.voxelbench.memory;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.protocol.FixedPlan;

/**
 * A network of the presets, measured at two batches so large that a step peaks where most maps are
 * alive, not where most gradients are.
 */
enum MeasuredNetwork {
  /** That of the small protocols. */
  SMALL(List.of(8, 16, 32, 64), List.of(1, 2, 2, 2), List.of(32, 32, 32), 8),

  /** nnU-Net's ResEnc presets M, L and XL, which differ in patch and batch alone. */
  RESENC(List.of(32, 64, 128, 256, 320, 320), List.of(1, 3, 4, 6, 6, 6), List.of(64, 32, 32), 8);

  private final List<Integer> features;
  private final List<Integer> blocks;
  private final List<Integer> patch;
  private final int batchSize;

  MeasuredNetwork(
      List<Integer> features, List<Integer> blocks, List<Integer> patch, int batchSize) {
    this.features = features;
    this.blocks = blocks;
    this.patch = patch;
    this.batchSize = batchSize;
  }

  /** The one of a plan. */
  static MeasuredNetwork of(FixedPlan plan) {
    return Arrays.stream(values())
        .filter(network -> network.features.equals(plan.features()))
        .filter(network -> network.blocks.equals(plan.blocks()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a network of features "
                        + plan.features()
                        + " and blocks "
                        + plan.blocks()
                        + " is not measured; add it to MeasuredNetwork."));
  }

  /** What the peak grows by with each further voxel, in bytes. */
  double bytesPerVoxel(StepProcess process, String task, Precision precision) {
    StepMemory one = measure(process, task, precision, batchSize);
    StepMemory more = measure(process, task, precision, batchSize * 3 / 2);
    return (double) (more.peakBytes() - one.peakBytes()) / (more.voxels() - one.voxels());
  }

  private StepMemory measure(StepProcess process, String task, Precision precision, int batch) {
    FixedPlan plan = new FixedPlan(Collections.nCopies(3, 1.0), patch, batch, features, blocks);
    return process.measure(Side.ENGINE, task, precision, plan, settings(task));
  }

  /** Few crops, of the patch's size, where crops are compared. */
  private Map<String, Integer> settings(String task) {
    Map<String, Integer> crop =
        Map.of("cropD", patch.get(0), "cropH", patch.get(1), "cropW", patch.get(2));
    return switch (task) {
      case "simclr" -> crop;
      case "voco" -> {
        Map<String, Integer> few = new HashMap<>(crop);
        few.putAll(Map.of("baseCropsD", 2, "baseCropsH", 1, "baseCropsW", 1, "targetCrops", 1));
        yield few;
      }
      default -> Map.of();
    };
  }
}
