package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;

/**
 * A patch and a batch that are measured in place of others.
 *
 * @param patch {@code [D, H, W]}
 * @param batch patches in a batch
 * @param scale how many times more voxels the whole has
 */
record MeasuredPart(int[] patch, int batch, double scale) {

  private static final Logger LOG = LoggerFactory.getLogger(MeasuredPart.class);
  private static final int LARGEST_EDGE = 64;

  /** Of a batch of small patches, which a planner makes as large as the memory of a card. */
  private static final double LARGEST_VOXELS = 2.0 * LARGEST_EDGE * LARGEST_EDGE * LARGEST_EDGE;

  /**
   * Measures a step of a batch of patches.
   *
   * <p>On the CPU a part of a large one is enough; a task that refuses it, as one that contrasts
   * small crops or the samples of a batch may, is measured on the next larger one. A card is idle
   * for most of a small step, so that there the whole batch is measured, or one whole patch, as the
   * memory that is free allows.
   *
   * @param totalStride how often a network halves each axis
   * @param free bytes that are free on a card; empty on the CPU
   * @param measure measures a part, and scales what it finds to the whole
   * @throws BadInputException if the task refuses the whole too
   */
  static StepCost measure(
      int[] patch,
      int batch,
      int[] totalStride,
      OptionalLong free,
      Function<MeasuredPart, StepCost> measure) {
    Measured small = smallest(parts(patch, batch, totalStride), measure);
    if (small.part.scale == 1 || free.isEmpty()) {
      return small.cost;
    }
    for (int many : new LinkedHashSet<>(List.of(batch, small.part.batch))) {
      if (small.cost.memoryBytes() * many / batch <= free.getAsLong()) {
        return measure.apply(new MeasuredPart(patch, many, (double) batch / many));
      }
    }
    return small.cost;
  }

  private record Measured(MeasuredPart part, StepCost cost) {}

  private static Measured smallest(
      List<MeasuredPart> parts, Function<MeasuredPart, StepCost> measure) {
    for (MeasuredPart part : parts.subList(0, parts.size() - 1)) {
      try {
        return new Measured(part, measure.apply(part));
      } catch (BadInputException refused) {
        LOG.debug("A part of {} is not measured: {}", part.patch, refused.getMessage());
      }
    }
    MeasuredPart whole = parts.get(parts.size() - 1);
    return new Measured(whole, measure.apply(whole));
  }

  /** Parts to measure, the smallest first and the whole last. */
  private static List<MeasuredPart> parts(int[] patch, int batch, int[] totalStride) {
    double voxels = voxels(patch) * batch;
    List<MeasuredPart> parts = new ArrayList<>();
    int largest = LARGEST_EDGE;
    int[] edges = edges(patch, totalStride, largest);
    while (!Arrays.equals(edges, patch)) {
      for (int samples = 1; samples <= Math.min(2, batch); samples++) {
        parts.add(new MeasuredPart(edges, samples, voxels / (voxels(edges) * samples)));
      }
      largest *= 2;
      edges = edges(patch, totalStride, largest);
    }
    int few = Math.max(2, (int) (LARGEST_VOXELS / voxels(patch)));
    if (few < batch) {
      parts.add(new MeasuredPart(patch, few, (double) batch / few));
    }
    parts.add(new MeasuredPart(patch, batch, 1));
    return parts;
  }

  /** A part of a single patch, which is enough of it on the CPU. */
  static MeasuredPart ofPatch(int[] patch, int[] totalStride, boolean onCpu) {
    int[] edges = onCpu ? edges(patch, totalStride, LARGEST_EDGE) : patch;
    return new MeasuredPart(edges, 1, voxels(patch) / voxels(edges));
  }

  private static int[] edges(int[] patch, int[] totalStride, int largest) {
    int[] edges = new int[patch.length];
    Arrays.setAll(
        edges,
        axis ->
            Math.min(patch[axis], Math.max(2, largest / totalStride[axis]) * totalStride[axis]));
    return edges;
  }

  private static double voxels(int[] patch) {
    return (double) patch[0] * patch[1] * patch[2];
  }
}
