package org.voxelbench.harness.forecast;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A patch and a batch that are measured in place of others.
 *
 * @param patch {@code [D, H, W]}
 * @param batch patches in a batch
 * @param scale how many times more voxels the whole has
 */
record MeasuredPart(int[] patch, int batch, double scale) {

  private static final int LARGEST_EDGE = 64;

  /**
   * Measures a step of a batch of patches.
   *
   * <p>On the CPU a part of a large one is enough. A card is idle for most of a small step, so that
   * there the whole batch is measured, or one whole patch, as the memory that is free allows.
   *
   * @param totalStride how often a network halves each axis
   * @param free bytes that are free on a card; empty on the CPU
   * @param measure measures a part, and scales what it finds to the whole
   */
  static StepCost measure(
      int[] patch,
      int batch,
      int[] totalStride,
      OptionalLong free,
      Function<MeasuredPart, StepCost> measure) {
    int[] edges = edges(patch, totalStride);
    double voxels = voxels(patch) * batch;
    int few = Arrays.equals(edges, patch) ? batch : 1;
    MeasuredPart part = new MeasuredPart(edges, few, voxels / (voxels(edges) * few));
    StepCost small = measure.apply(part);
    if (part.scale == 1 || free.isEmpty()) {
      return small;
    }
    for (int many : batch == 1 ? new int[] {1} : new int[] {batch, 1}) {
      if (small.memoryBytes() * many / batch <= free.getAsLong()) {
        return measure.apply(new MeasuredPart(patch, many, (double) batch / many));
      }
    }
    return small;
  }

  /** A part of a single patch, which is enough of it on the CPU. */
  static MeasuredPart ofPatch(int[] patch, int[] totalStride, boolean onCpu) {
    int[] edges = onCpu ? edges(patch, totalStride) : patch;
    return new MeasuredPart(edges, 1, voxels(patch) / voxels(edges));
  }

  private static int[] edges(int[] patch, int[] totalStride) {
    int[] edges = new int[patch.length];
    Arrays.setAll(
        edges,
        axis ->
            Math.min(
                patch[axis], Math.max(2, LARGEST_EDGE / totalStride[axis]) * totalStride[axis]));
    return edges;
  }

  private static double voxels(int[] patch) {
    return (double) patch[0] * patch[1] * patch[2];
  }
}
