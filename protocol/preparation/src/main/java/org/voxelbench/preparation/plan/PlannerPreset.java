package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.Choice;

/** The constants of nnU-Net's planners (default and residual encoder M, L, XL). */
public enum PlannerPreset implements Choice {
  /** {@code ExperimentPlanner}: plain convolutions for 8 GB. */
  DEFAULT("ExperimentPlanner", "nnUNetPlans", NetworkKind.PLAIN, 560e6, 85e6, 8, 0.05),
  /** Residual encoder for about 9 GB. */
  RESENC_M("M", 680e6, 135e6, 8),
  /** Residual encoder for 24 GB. */
  RESENC_L("L", 2.1e9, 380e6, 24),
  /** Residual encoder for 40 GB. */
  RESENC_XL("XL", 3.6e9, 560e6, 40);

  private final String plannerName;
  private final String plansName;
  private final NetworkKind kind;
  private final double reference3d;
  private final double reference2d;
  private final double referenceGigabytes;
  private final double datasetCoverage;

  PlannerPreset(
      String plannerName,
      String plansName,
      NetworkKind kind,
      double reference3d,
      double reference2d,
      double referenceGigabytes,
      double datasetCoverage) {
    this.plannerName = plannerName;
    this.plansName = plansName;
    this.kind = kind;
    this.reference3d = reference3d;
    this.reference2d = reference2d;
    this.referenceGigabytes = referenceGigabytes;
    this.datasetCoverage = datasetCoverage;
  }

  PlannerPreset(String size, double reference3d, double reference2d, double referenceGigabytes) {
    this(
        "nnUNetPlannerResEnc" + size,
        "nnUNetResEncUNet" + size + "Plans",
        NetworkKind.RESIDUAL_ENCODER,
        reference3d,
        reference2d,
        referenceGigabytes,
        1);
  }

  /**
   * The preset of a short name, such as {@code resenc-l}.
   *
   * @throws BadInputException listing the names, if there is none
   */
  public static PlannerPreset ofShortName(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.word().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "planner '"
                        + name
                        + "' is unknown; give one of "
                        + Arrays.stream(values()).map(PlannerPreset::word).toList()
                        + "."));
  }

  /** The planner's class name in nnU-Net. */
  public String plannerName() {
    return plannerName;
  }

  /** The plan's name in nnU-Net. */
  public String plansName() {
    return plansName;
  }

  NetworkKind kind() {
    return kind;
  }

  /**
   * Feature-map elements that fit the memory target.
   *
   * @param gigabytes the target; empty for the preset's own
   */
  double reference(int dimensions, Optional<Double> gigabytes) {
    double share = gigabytes.orElse(referenceGigabytes) / referenceGigabytes;
    return (dimensions == 2 ? reference2d : reference3d) * share;
  }

  /** The batch size for which the reference was counted. */
  int referenceBatchSize(int dimensions) {
    return dimensions == 2 ? 12 : 2;
  }

  /** Whether an estimate calls for a smaller patch. */
  boolean exceeds(double estimate, int dimensions, Optional<Double> gigabytes) {
    double counted = this == DEFAULT ? estimate / referenceBatchSize(dimensions) * 2 : estimate;
    return counted > reference(dimensions, gigabytes);
  }

  /** The share of the data set's voxels that a batch may cover. */
  double datasetCoverage() {
    return datasetCoverage;
  }

  int featureCap(int dimensions) {
    return dimensions == 2 ? 512 : 320;
  }

  /** The folder name of the preprocessed data; residual planners share the default's. */
  String dataIdentifier(String configuration) {
    boolean shared = configuration.equals("2d") || configuration.equals("3d_fullres");
    return (shared ? DEFAULT.plansName : plansName) + "_" + configuration;
  }
}
