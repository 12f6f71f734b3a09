package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;

/**
 * Settings of a protocol that bound a plan for a small budget; what is empty is planned.
 *
 * <p>With any of them but the memory target the plan holds {@code 3d_fullres} alone.
 *
 * @param patchSize the patch, {@code [D, H, W]} in planned axis order; raised to a multiple of the
 *     total stride that the pooling rule finds for it
 * @param maxPatchSize what no axis of the planned patch exceeds
 * @param batchSize patches per batch
 * @param maxBatchSize what the planned batch size doesn't exceed
 * @param spacing target mm per voxel, {@code [D, H, W]} in the file's axis order
 * @param features channels per stage
 * @param blocks residual blocks (or convolutions) per stage; cut, or its last entry repeated, to
 *     the number of stages
 * @param gpuMemoryTarget GB that a training may take, in place of the preset's own (nnU-Net: {@code
 *     -gpu_memory_target})
 */
public record PlanOverrides(
    Optional<List<Integer>> patchSize,
    Optional<List<Integer>> maxPatchSize,
    Optional<Integer> batchSize,
    Optional<Integer> maxBatchSize,
    Optional<List<Double>> spacing,
    Optional<Features> features,
    Optional<List<Integer>> blocks,
    Optional<Double> gpuMemoryTarget) {

  /** Rejects numbers below 1 and lists of another length than 3. */
  public PlanOverrides {
    patchSize.ifPresent(patch -> checkTriple("patch size", patch));
    maxPatchSize.ifPresent(patch -> checkTriple("max patch size", patch));
    spacing.ifPresent(mm -> checkTriple("spacing", mm));
    batchSize.ifPresent(size -> checkPositive("batch size", List.of(size)));
    maxBatchSize.ifPresent(size -> checkPositive("max batch size", List.of(size)));
    blocks.ifPresent(list -> checkPositive("blocks", list));
    gpuMemoryTarget.ifPresent(gb -> checkPositive("GPU memory target", List.of(gb)));
  }

  /** Nothing overridden. */
  public static PlanOverrides none() {
    return new PlanOverrides(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** These settings with that patch. */
  public PlanOverrides withPatchSize(int d, int h, int w) {
    return new PlanOverrides(
        Optional.of(List.of(d, h, w)),
        maxPatchSize,
        batchSize,
        maxBatchSize,
        spacing,
        features,
        blocks,
        gpuMemoryTarget);
  }

  /** These settings with that bound of the patch. */
  public PlanOverrides withMaxPatchSize(int d, int h, int w) {
    return new PlanOverrides(
        patchSize,
        Optional.of(List.of(d, h, w)),
        batchSize,
        maxBatchSize,
        spacing,
        features,
        blocks,
        gpuMemoryTarget);
  }

  /** These settings with that batch size. */
  public PlanOverrides withBatchSize(int size) {
    return new PlanOverrides(
        patchSize,
        maxPatchSize,
        Optional.of(size),
        maxBatchSize,
        spacing,
        features,
        blocks,
        gpuMemoryTarget);
  }

  /** These settings with that bound of the batch size. */
  public PlanOverrides withMaxBatchSize(int size) {
    return new PlanOverrides(
        patchSize,
        maxPatchSize,
        batchSize,
        Optional.of(size),
        spacing,
        features,
        blocks,
        gpuMemoryTarget);
  }

  /** These settings with that target spacing. */
  public PlanOverrides withSpacing(double d, double h, double w) {
    return new PlanOverrides(
        patchSize,
        maxPatchSize,
        batchSize,
        maxBatchSize,
        Optional.of(List.of(d, h, w)),
        features,
        blocks,
        gpuMemoryTarget);
  }

  /** These settings with those channels per stage. */
  public PlanOverrides withFeatures(Features stages) {
    return new PlanOverrides(
        patchSize,
        maxPatchSize,
        batchSize,
        maxBatchSize,
        spacing,
        Optional.of(stages),
        blocks,
        gpuMemoryTarget);
  }

  /** These settings with those blocks per stage. */
  public PlanOverrides withBlocks(List<Integer> perStage) {
    return new PlanOverrides(
        patchSize,
        maxPatchSize,
        batchSize,
        maxBatchSize,
        spacing,
        features,
        Optional.of(perStage),
        gpuMemoryTarget);
  }

  /** These settings with that memory target in GB. */
  public PlanOverrides withGpuMemoryTarget(double gigabytes) {
    return new PlanOverrides(
        patchSize,
        maxPatchSize,
        batchSize,
        maxBatchSize,
        spacing,
        features,
        blocks,
        Optional.of(gigabytes));
  }

  /** Whether the plan holds every configuration that nnU-Net's would. */
  boolean planAll() {
    return equals(gpuMemoryTarget.map(none()::withGpuMemoryTarget).orElse(none()));
  }

  private static void checkTriple(String name, List<? extends Number> values) {
    if (values.size() != 3) {
      throw new BadInputException(
          "the plan's " + name + " " + values + " needs three numbers, one per axis.");
    }
    checkPositive(name, values);
  }

  private static void checkPositive(String name, List<? extends Number> values) {
    if (values.isEmpty()
        || values.stream()
            .anyMatch(v -> !(v.doubleValue() > 0) || Double.isInfinite(v.doubleValue()))) {
      throw new BadInputException("the plan's " + name + " " + values + " must be positive.");
    }
  }

  /**
   * Channels per stage: a list, whose last entry is repeated for deeper stages, or a base that
   * doubles up to a cap.
   */
  public sealed interface Features {

    /** The channels of so many stages. */
    List<Integer> perStage(int stages);

    /** Channels stage by stage. */
    record Explicit(List<Integer> list) implements Features {

      /** Rejects an empty list or numbers below 1. */
      public Explicit {
        checkPositive("features", list);
        list = List.copyOf(list);
      }

      @Override
      public List<Integer> perStage(int stages) {
        return fit(list, stages);
      }
    }

    /** Doubling from a base up to a cap. */
    record Doubling(int base, int cap) implements Features {

      /** Rejects numbers below 1. */
      public Doubling {
        checkPositive("features", Arrays.asList(base, cap));
      }

      @Override
      public List<Integer> perStage(int stages) {
        return IntStream.range(0, stages)
            .mapToObj(stage -> (int) Math.min(cap, base * Math.scalb(1.0, stage)))
            .toList();
      }
    }
  }

  static List<Integer> fit(List<Integer> list, int stages) {
    return IntStream.range(0, stages)
        .mapToObj(stage -> list.get(Math.min(stage, list.size() - 1)))
        .toList();
  }
}
