package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.voxelbench.base.BadInputException;

/**
 * One configuration of a plan, such as {@code 3d_fullres}; axes are in the plan's transposed order.
 */
public final class Configuration {

  private final String name;
  private final String dataIdentifier;
  private final int batchSize;
  private final int[] patchSize;
  private final double[] medianSize;
  private final double[] spacing;
  private final List<Normalization> normalizationSchemes;
  private final List<Boolean> useMaskForNorm;
  private final Resampling resampling;
  private final Architecture architecture;
  private final boolean batchDice;
  private final Cascade cascade;

  /**
   * Rejects a configuration whose patch the network can't halve as often as it wants to.
   *
   * @param patchSize voxels, {@code [D, H, W]}, or {@code [H, W]} in a 2D configuration
   * @param medianSize median of the resampled cases' shapes, for reference
   * @param spacing target mm per voxel
   * @param useMaskForNorm per channel, whether voxels outside the non-zero mask stay 0
   */
  public Configuration(
      String name,
      String dataIdentifier,
      int batchSize,
      int[] patchSize,
      double[] medianSize,
      double[] spacing,
      List<Normalization> normalizationSchemes,
      List<Boolean> useMaskForNorm,
      Resampling resampling,
      Architecture architecture,
      boolean batchDice,
      Cascade cascade) {
    this.name = Objects.requireNonNull(name);
    this.dataIdentifier = Objects.requireNonNull(dataIdentifier);
    this.batchSize = batchSize;
    this.patchSize = patchSize.clone();
    this.medianSize = medianSize.clone();
    this.spacing = spacing.clone();
    this.normalizationSchemes = List.copyOf(normalizationSchemes);
    this.useMaskForNorm = List.copyOf(useMaskForNorm);
    this.resampling = Objects.requireNonNull(resampling);
    this.architecture = Objects.requireNonNull(architecture);
    this.batchDice = batchDice;
    this.cascade = Objects.requireNonNull(cascade);
    check();
  }

  /** The same configuration with another patch and batch. */
  public Configuration with(int[] patch, int batch) {
    return new Configuration(
        name,
        dataIdentifier,
        batch,
        patch,
        medianSize,
        spacing,
        normalizationSchemes,
        useMaskForNorm,
        resampling,
        architecture.forPatch(patch),
        batchDice,
        cascade);
  }

  /** The same configuration with other normalisation masks and another Dice loss. */
  public Configuration with(List<Boolean> masks, boolean pooled) {
    return new Configuration(
        name,
        dataIdentifier,
        batchSize,
        patchSize,
        medianSize,
        spacing,
        normalizationSchemes,
        masks,
        resampling,
        architecture,
        pooled,
        cascade);
  }

  private void check() {
    if (batchSize < 1) {
      throw new BadInputException(
          "configuration '" + name + "' has batch size " + batchSize + "; give at least 1.");
    }
    if (normalizationSchemes.size() != useMaskForNorm.size()) {
      throw new BadInputException(
          "configuration '"
              + name
              + "' has "
              + normalizationSchemes.size()
              + " normalization schemes, but "
              + useMaskForNorm.size()
              + " values of use_mask_for_norm; give one of each per channel.");
    }
    for (int axis = 0; axis < patchSize.length; axis++) {
      long stride = 1;
      for (int stage = 0; stage < architecture.stages(); stage++) {
        stride = Math.min(stride * architecture.stride(stage)[axis], Integer.MAX_VALUE);
      }
      if (patchSize[axis] < 1 || patchSize[axis] % stride != 0) {
        throw new BadInputException(
            "configuration '"
                + name
                + "' has patch size "
                + Arrays.toString(patchSize)
                + ", which the network can't divide by its total stride of "
                + stride
                + " along axis "
                + axis
                + "; give a positive multiple.");
      }
      if (!(spacing[axis] > 0) || Double.isInfinite(spacing[axis])) {
        throw new BadInputException(
            "configuration '"
                + name
                + "' has spacing "
                + Arrays.toString(spacing)
                + "; every axis needs a positive number of mm.");
      }
    }
  }

  /** The configuration's key in the plan. */
  public String name() {
    return name;
  }

  /** The name of the folder that nnU-Net keeps preprocessed data in. */
  public String dataIdentifier() {
    return dataIdentifier;
  }

  /** Patches per batch. */
  public int batchSize() {
    return batchSize;
  }

  /** Voxels of a patch, {@code [D, H, W]}. */
  public int[] patchSize() {
    return patchSize.clone();
  }

  /** Median voxels of the resampled cases, for reference. */
  public double[] medianSize() {
    return medianSize.clone();
  }

  /** Target mm per voxel, in transposed axis order; where cases keep theirs, the median of it. */
  public double[] spacing() {
    return spacing.clone();
  }

  /**
   * The mm per voxel that a case is brought to.
   *
   * @param own the case's own, {@code [D, H, W]} in transposed axis order, which a 2D configuration
   *     keeps along its first axis
   */
  public double[] targetSpacing(double[] own) {
    if (resampling.keepsSpacing()) {
      return own.clone();
    }
    return spacing.length == 3 ? spacing() : new double[] {own[0], spacing[0], spacing[1]};
  }

  /** The normalisation of each channel. */
  public List<Normalization> normalizationSchemes() {
    return normalizationSchemes;
  }

  /** Whether each channel is normalised inside the non-zero mask alone. */
  public List<Boolean> useMaskForNorm() {
    return useMaskForNorm;
  }

  /** How images, segmentations and logits are resampled. */
  public Resampling resampling() {
    return resampling;
  }

  /** The network's topology. */
  public Architecture architecture() {
    return architecture;
  }

  /** Whether the Dice loss pools the voxels of a batch. */
  public boolean batchDice() {
    return batchDice;
  }

  /** The configuration's place in a cascade. */
  public Cascade cascade() {
    return cascade;
  }

  /**
   * Spline orders of a plan's resampling functions.
   *
   * @param keepsSpacing whether every case stays at its own spacing, so that nothing is resampled
   */
  public record Resampling(Spline data, Spline segmentation, Spline logits, boolean keepsSpacing) {

    /** nnU-Net's orders: 3 for images, 1 for the rest, nearest along a coarse axis. */
    public static Resampling standard() {
      Spline linear = new Spline(1, 0, null);
      return new Resampling(new Spline(3, 0, null), linear, linear, false);
    }

    /** Every case stays at its own spacing. */
    public static Resampling none() {
      Resampling unused = standard();
      return new Resampling(unused.data(), unused.segmentation(), unused.logits(), true);
    }
  }

  /**
   * The keyword arguments of one resampling function.
   *
   * @param order spline order in plane or in 3D
   * @param orderZ spline order along an axis resampled apart
   * @param forceSeparateZ true or false to overrule the spacing's verdict, null to follow it
   */
  public record Spline(int order, int orderZ, Boolean forceSeparateZ) {}

  /**
   * Links between the stages of a cascade.
   *
   * @param inheritsFrom the configuration whose keys hold where this one has none
   * @param previousStage the configuration whose prediction is this one's input
   * @param nextStage the configuration that takes this one's prediction
   */
  public record Cascade(
      Optional<String> inheritsFrom, Optional<String> previousStage, Optional<String> nextStage) {

    /** No cascade. */
    public static Cascade none() {
      return new Cascade(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }
}
