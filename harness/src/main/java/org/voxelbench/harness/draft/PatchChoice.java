package org.voxelbench.harness.draft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;

/**
 * Chooses network depth, patch and batch of a fixed plan for what memory holds.
 *
 * <p>A patch begins as the median case and loses what is too much where it is longest in mm, so
 * that it tends to a cube.
 *
 * @param scale network, and bounds of patch and memory
 * @param memoryBytes what a training may take in all
 * @param channels of the images
 * @param outputs of the segmentation head
 */
public record PatchChoice(TrainingScale scale, double memoryBytes, int channels, int outputs) {

  private static final int LEAST_BATCH = 2;
  private static final int FEWEST_STAGES = 2;
  private static final int BYTES_PER_WEIGHT = 12;

  /** Logits, probabilities, target and their gradients in fp32. */
  private static final int BYTES_PER_OUTPUT = 32;

  /** Voxels of an edge at the bottleneck, along the longest axis. */
  private static final int BOTTLENECK = 4;

  /**
   * The plan at a spacing.
   *
   * @param shape voxels of the smallest data set's median case, {@code [D, H, W]}
   * @throws BadInputException if memory holds no patch at all
   */
  FixedPlan plan(List<Double> spacing, double[] shape) {
    int stages = stages(shape);
    int stride = stride(stages);
    int[] patch = covering(shape, stride);
    double voxels = voxelsOfBatch(spacing, patch, stages);
    while (volume(patch) * LEAST_BATCH > voxels || volume(patch) > scale.mostVoxels()) {
      int axis = longest(patch, spacing, stride);
      if (patch[axis] == stride) {
        throw tooLittle();
      }
      patch[axis] -= stride;
    }
    int batch = (int) Math.min(scale.mostBatch(), voxels / volume(patch));
    return plan(spacing, patch, batch, stages);
  }

  /** GiB of a training step under a plan, without what the process takes besides. */
  double stepGibibytes(FixedPlan fixed) {
    int[] patch = fixed.patchSize().stream().mapToInt(n -> n).toArray();
    return (weightBytes(fixed) + volume(patch) * fixed.batchSize() * bytesPerVoxel())
        / TrainingScale.GIBIBYTE;
  }

  /**
   * nnU-Net's memory target in GB for the same memory, by what its default of 24 GB takes with
   * ResEnc-L in fp32.
   */
  double gpuMemoryTarget(FixedPlan fixed) {
    int[] patch = fixed.patchSize().stream().mapToInt(n -> n).toArray();
    double voxels =
        Math.min(
            voxelsOfBatch(fixed.spacing(), patch, fixed.features().size()),
            (double) LEAST_BATCH * scale.mostVoxels());
    double resencBytes = 34.55 * TrainingScale.GIBIBYTE;
    return 24 * voxels * scale.bytesPerVoxel() / resencBytes;
  }

  /** As deep as the smallest case fills at least half of a patch. */
  private int stages(double[] shape) {
    int stages = FEWEST_STAGES;
    while (stages < scale.mostStages() && suits(shape, stride(stages + 1))) {
      stages++;
    }
    return stages;
  }

  private static boolean suits(double[] shape, int stride) {
    int[] patch = covering(shape, stride);
    double filled = 1;
    for (int axis = 0; axis < 3; axis++) {
      filled *= shape[axis] / patch[axis];
    }
    return filled >= 0.5 && Arrays.stream(patch).max().orElseThrow() >= BOTTLENECK * stride;
  }

  private double voxelsOfBatch(List<Double> spacing, int[] patch, int stages) {
    double weights = weightBytes(plan(spacing, patch, LEAST_BATCH, stages));
    return (scale.ofStep(memoryBytes) - weights) / bytesPerVoxel();
  }

  private double weightBytes(FixedPlan plan) {
    Network network = Network.of(plan.architecture(), channels, outputs, false);
    return (double) BYTES_PER_WEIGHT * network.weights().parameters();
  }

  private double bytesPerVoxel() {
    return scale.bytesPerVoxel() + (double) BYTES_PER_OUTPUT * outputs;
  }

  private FixedPlan plan(List<Double> spacing, int[] patch, int batch, int stages) {
    return new FixedPlan(
        spacing,
        Arrays.stream(patch).boxed().toList(),
        batch,
        scale.features(stages),
        scale.blocks(stages));
  }

  private static int longest(int[] patch, List<Double> spacing, int stride) {
    int longest = 0;
    double length = 0;
    for (int axis = 0; axis < 3; axis++) {
      if (patch[axis] > stride && patch[axis] * spacing.get(axis) >= length) {
        longest = axis;
        length = patch[axis] * spacing.get(axis);
      }
    }
    return longest;
  }

  private static int[] covering(double[] shape, int stride) {
    return Arrays.stream(shape).mapToInt(n -> (int) Math.ceil(n / stride) * stride).toArray();
  }

  private static int stride(int stages) {
    return 1 << (stages - 1);
  }

  private static double volume(int[] patch) {
    return Arrays.stream(patch).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  private BadInputException tooLittle() {
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%.1f GiB of memory hold no training step; give at least %.1f by --memory, or another"
                + " device.",
            memoryBytes / TrainingScale.GIBIBYTE,
            scale == TrainingScale.CPU ? 3.2 : 4.0));
  }
}
