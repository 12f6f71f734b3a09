package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;

/** Plans patch, topology and batch size of one configuration for the memory target. */
final class ConfigurationPlanner {

  private static final int MIN_BATCH_SIZE = 2;
  private static final int BASE_FEATURES = 32;

  private final PlannerPreset preset;
  private final PlanOverrides overrides;
  private final DatasetSummary dataset;
  private final double relativeSize;

  ConfigurationPlanner(
      PlannerPreset preset,
      PlanOverrides overrides,
      DatasetSummary dataset,
      DatasetFingerprint fingerprint) {
    this.preset = preset;
    this.overrides = overrides;
    this.dataset = dataset;
    this.relativeSize = fingerprint.medianRelativeSizeAfterCropping();
  }

  /**
   * @param spacing two or three axes, transposed
   * @param medianShape as many axes
   * @param datasetVoxels voxels of all training cases together
   */
  Configuration plan(
      String name,
      double[] spacing,
      double[] medianShape,
      double datasetVoxels,
      boolean batchDice,
      Configuration.Cascade cascade) {
    int dimensions = spacing.length;
    Topology topology = fitted(spacing, medianShape);
    double reference = preset.reference(dimensions, overrides.gpuMemoryTarget());
    int batchSize =
        (int) Math.rint(reference / estimate(topology) * preset.referenceBatchSize(dimensions));
    double covered =
        Math.rint(datasetVoxels * preset.datasetCoverage() / product(topology.patch()));
    batchSize = (int) Math.max(Math.min(batchSize, covered), MIN_BATCH_SIZE);
    batchSize = Math.min(batchSize, overrides.maxBatchSize().orElse(batchSize));
    List<Normalization> schemes =
        dataset.channelNames().stream().map(Normalization::ofChannel).toList();
    List<Boolean> useMask =
        schemes.stream().map(s -> relativeSize < 0.75 && s.keepsOutsideAtZero()).toList();
    return new Configuration(
        name,
        preset.dataIdentifier(name),
        overrides.batchSize().orElse(batchSize),
        topology.patch(),
        medianShape,
        spacing,
        schemes,
        useMask,
        Configuration.Resampling.standard(),
        architecture(topology),
        batchDice,
        cascade);
  }

  private Topology fitted(double[] spacing, double[] medianShape) {
    Optional<List<Integer>> patch = overrides.patchSize();
    if (patch.isPresent() && spacing.length == 3) {
      return Topology.of(spacing, patch.get().stream().mapToDouble(n -> n).toArray());
    }
    Topology topology = Topology.of(spacing, initialPatch(spacing, medianShape));
    int[] bound =
        overrides
            .maxPatchSize()
            .map(max -> max.stream().mapToInt(n -> n).toArray())
            .orElse(new int[0]);
    for (int axis = 0; axis < bound.length; axis++) {
      while (topology.patch()[axis] > bound[axis] && topology.patch()[axis] > 1) {
        topology = reduced(topology, spacing, axis);
      }
    }
    while (preset.exceeds(estimate(topology), spacing.length, overrides.gpuMemoryTarget())) {
      topology = reduced(topology, spacing, largestRelative(topology.patch(), medianShape));
    }
    return topology;
  }

  /** As much as any memory holds, of the aspect ratio of the spacing, at most a median case. */
  private static double[] initialPatch(double[] spacing, double[] medianShape) {
    int dimensions = spacing.length;
    double volume = dimensions == 3 ? Math.pow(256, 3) : Math.pow(2048, 2);
    double density = 1;
    for (double mm : spacing) {
      density *= 1 / mm;
    }
    double scale = Math.pow(volume / density, 1.0 / dimensions);
    return IntStream.range(0, dimensions)
        .mapToDouble(axis -> Math.min(Math.rint(1 / spacing[axis] * scale), medianShape[axis]))
        .toArray();
  }

  private static int largestRelative(int[] patch, double[] medianShape) {
    int largest = 0;
    for (int axis = 1; axis < patch.length; axis++) {
      // On a tie the later axis shrinks, as with numpy's argsort.
      if (patch[axis] / medianShape[axis] >= patch[largest] / medianShape[largest]) {
        largest = axis;
      }
    }
    return largest;
  }

  /** Shrinks one axis by its divisibility, found after a tentative step to skip no valid size. */
  private static Topology reduced(Topology topology, double[] spacing, int axis) {
    double[] patch = Medians.toDouble(topology.patch());
    double[] tentative = patch.clone();
    tentative[axis] -= topology.divisibleBy()[axis];
    patch[axis] -= Topology.of(spacing, tentative).divisibleBy()[axis];
    return Topology.of(spacing, patch);
  }

  private double estimate(Topology topology) {
    return FeatureMaps.count(
        architecture(topology), topology.patch(), dataset.labelEntries(), false);
  }

  private UNetArchitecture architecture(Topology topology) {
    int stages = topology.stages();
    if (stages < 2) {
      throw new BadInputException(
          "data set '"
              + dataset.name()
              + "': a patch of "
              + Arrays.toString(topology.patch())
              + " voxels is too small to be pooled even once; plan a finer spacing or a larger"
              + " patch.");
    }
    PlanOverrides.Features features =
        overrides
            .features()
            .orElse(
                new PlanOverrides.Features.Doubling(
                    BASE_FEATURES, preset.featureCap(topology.patch().length)));
    return new UNetArchitecture(
        preset.kind(),
        features.perStage(stages),
        overrides
            .blocks()
            .map(list -> PlanOverrides.fit(list, stages))
            .orElse(preset.kind().blocks(stages)),
        topology.kernels(),
        topology.strides(),
        preset.kind().decoderConvs(stages));
  }

  private static double product(int[] patch) {
    return Arrays.stream(patch).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
