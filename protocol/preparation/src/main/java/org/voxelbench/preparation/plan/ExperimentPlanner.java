package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Plans a data set from its fingerprint as nnU-Net v2 does ({@code default_experiment_planner.py},
 * {@code residual_encoder_unet_planners.py}).
 */
public final class ExperimentPlanner {

  private static final double LOWRES_CREATION_THRESHOLD = 0.25;
  private static final double SPACING_INCREASE = 1.03;
  private static final String FULLRES = "3d_fullres";
  private static final String LOWRES = "3d_lowres";
  private static final String CASCADE = "3d_cascade_fullres";

  private final PlannerPreset preset;
  private final PlanOverrides overrides;

  /** A planner of nnU-Net's own constants. */
  public ExperimentPlanner(PlannerPreset preset) {
    this(preset, PlanOverrides.none());
  }

  /** A planner bounded by a protocol's settings. */
  public ExperimentPlanner(PlannerPreset preset, PlanOverrides overrides) {
    this.preset = preset;
    this.overrides = overrides;
  }

  /** Plans 2D, full resolution and, where patches see little of a case, low resolution. */
  public Plan plan(DatasetFingerprint fingerprint, DatasetSummary dataset) {
    double[] target =
        overrides
            .spacing()
            .map(mm -> mm.stream().mapToDouble(Double::doubleValue).toArray())
            .orElseGet(() -> TargetSpacing.of(fingerprint));
    int[] forward = TargetSpacing.transposeForward(target);
    double[] spacing = permute(target, forward);
    double[] medianShape = permute(resampledMedian(fingerprint, target), forward);
    ConfigurationPlanner planner =
        new ConfigurationPlanner(preset, overrides, dataset, fingerprint);
    int cases = fingerprint.spacings().size();
    return new Plan(
        dataset.name(),
        preset.plansName(),
        preset.plannerName(),
        dataset.reader(),
        permute(Medians.perAxis(cases, fingerprint::spacing), forward),
        Arrays.stream(
                permute(
                    Medians.perAxis(cases, i -> Medians.toDouble(fingerprint.shape(i))), forward))
            .mapToInt(n -> (int) Math.rint(n))
            .toArray(),
        forward,
        configurations(planner, spacing, medianShape, dataset.numTraining()),
        fingerprint.foregroundIntensities());
  }

  private Map<String, Configuration> configurations(
      ConfigurationPlanner planner, double[] spacing, double[] medianShape, int cases) {
    double datasetVoxels = product(medianShape) * cases;
    Map<String, Configuration> configurations = new LinkedHashMap<>();
    if (overrides.planAll()) {
      configurations.put(
          "2d",
          planner.plan(
              "2d",
              new double[] {spacing[1], spacing[2]},
              new double[] {medianShape[1], medianShape[2]},
              datasetVoxels,
              true,
              Configuration.Cascade.none()));
    }
    if (medianShape[0] == 1 && overrides.planAll()) {
      return configurations;
    }
    Configuration fullres = fullres(planner, spacing, medianShape, datasetVoxels, false);
    Optional<Configuration> lowres =
        overrides.planAll() ? lowres(planner, fullres, medianShape, cases) : Optional.empty();
    if (lowres.isEmpty()) {
      configurations.put(FULLRES, fullres);
      return configurations;
    }
    configurations.put(LOWRES, lowres.get());
    configurations.put(FULLRES, fullres(planner, spacing, medianShape, datasetVoxels, true));
    configurations.put(CASCADE, cascade(configurations.get(FULLRES)));
    return configurations;
  }

  private static Configuration fullres(
      ConfigurationPlanner planner,
      double[] spacing,
      double[] medianShape,
      double datasetVoxels,
      boolean batchDice) {
    return planner.plan(
        FULLRES, spacing, medianShape, datasetVoxels, batchDice, Configuration.Cascade.none());
  }

  private static Optional<Configuration> lowres(
      ConfigurationPlanner planner, Configuration fullres, double[] medianShape, int cases) {
    double[] full = fullres.spacing();
    double[] spacing = fullres.spacing();
    double fullVoxels = product(medianShape);
    double medianVoxels = fullVoxels;
    Configuration lowres = null;
    int[] patch = fullres.patchSize();
    while (product(Medians.toDouble(patch)) / medianVoxels < LOWRES_CREATION_THRESHOLD) {
      coarsen(spacing);
      double[] extent =
          IntStream.range(0, 3)
              .mapToDouble(axis -> full[axis] / spacing[axis] * medianShape[axis])
              .toArray();
      medianVoxels = product(extent);
      lowres =
          planner.plan(
              LOWRES,
              spacing,
              Arrays.stream(extent).map(Math::rint).toArray(),
              medianVoxels * cases,
              false,
              new Configuration.Cascade(Optional.empty(), Optional.empty(), Optional.of(CASCADE)));
      patch = lowres.patchSize();
    }
    return fullVoxels / medianVoxels < 2 ? Optional.empty() : Optional.ofNullable(lowres);
  }

  /** Enlarges the axes that are more than twice as fine as the coarsest, or else all. */
  private static void coarsen(double[] spacing) {
    double max = Arrays.stream(spacing).max().orElseThrow();
    boolean[] fine = new boolean[3];
    boolean any = false;
    for (int axis = 0; axis < 3; axis++) {
      fine[axis] = max / spacing[axis] > 2;
      any |= fine[axis];
    }
    for (int axis = 0; axis < 3; axis++) {
      if (fine[axis] || !any) {
        spacing[axis] *= SPACING_INCREASE;
      }
    }
  }

  private static Configuration cascade(Configuration fullres) {
    return new Configuration(
        CASCADE,
        fullres.dataIdentifier(),
        fullres.batchSize(),
        fullres.patchSize(),
        fullres.medianSize(),
        fullres.spacing(),
        fullres.normalizationSchemes(),
        fullres.useMaskForNorm(),
        fullres.resampling(),
        fullres.architecture(),
        fullres.batchDice(),
        new Configuration.Cascade(Optional.of(FULLRES), Optional.of(LOWRES), Optional.empty()));
  }

  /** The median over cases of the shape at the target spacing, in the file's axis order. */
  static double[] resampledMedian(DatasetFingerprint fingerprint, double[] target) {
    return Medians.perAxis(
        fingerprint.spacings().size(),
        i -> {
          double[] spacing = fingerprint.spacing(i);
          int[] shape = fingerprint.shape(i);
          return IntStream.range(0, 3)
              .mapToDouble(axis -> Math.rint(spacing[axis] / target[axis] * shape[axis]))
              .toArray();
        });
  }

  private static double[] permute(double[] values, int[] permutation) {
    return Arrays.stream(permutation).mapToDouble(axis -> values[axis]).toArray();
  }

  private static double product(double[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
