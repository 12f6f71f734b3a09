package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;

/**
 * A plan that doesn't depend on the data: one spacing, patch, network and batch size, z-score over
 * the whole image, axes as read (Wald et al., CVPR 2025, section 3; nnssl's pre-training plan).
 *
 * @param spacing target mm per voxel, {@code [D, H, W]}
 * @param patchSize voxels, {@code [D, H, W]}, a multiple of the network's total stride
 * @param architecture the network's topology
 * @param batchSize patches per batch
 */
public record FixedPlanner(
    List<Double> spacing, List<Integer> patchSize, Architecture architecture, int batchSize) {

  private static final int PAPER_STAGES = 6;
  private static final int PAPER_PATCH = 160;
  private static final String NAME = "fixedPlans";
  private static final String UNRESAMPLED = "fixedPlansWithoutResampling";

  /** Rejects a spacing or patch that hasn't three axes. */
  public FixedPlanner {
    spacing = List.copyOf(spacing);
    patchSize = List.copyOf(patchSize);
    if (spacing.size() != 3 || patchSize.size() != 3) {
      throw new BadInputException(
          "a fixed plan needs three numbers each for its spacing "
              + spacing
              + " and its patch size "
              + patchSize
              + ".");
    }
  }

  /** The paper's plan: 1 mm, 160 voxels per axis, ResEnc-L. */
  public static FixedPlanner paper(int batchSize) {
    return new FixedPlanner(
        List.of(1.0, 1.0, 1.0), Collections.nCopies(3, PAPER_PATCH), residualEncoderL(), batchSize);
  }

  /** The ResEnc-L U-Net of six isotropic stages. */
  public static UNetArchitecture residualEncoderL() {
    Topology topology =
        Topology.of(new double[] {1, 1, 1}, new double[] {PAPER_PATCH, PAPER_PATCH, PAPER_PATCH});
    NetworkKind kind = NetworkKind.RESIDUAL_ENCODER;
    return new UNetArchitecture(
        kind,
        new PlanOverrides.Features.Doubling(32, 320).perStage(PAPER_STAGES),
        kind.blocks(PAPER_STAGES),
        topology.kernels(),
        topology.strides(),
        kind.decoderConvs(PAPER_STAGES));
  }

  /** The plan; it holds {@code 3d_fullres} alone. */
  public Plan plan(DatasetFingerprint fingerprint, DatasetSummary dataset) {
    double[] target = spacing.stream().mapToDouble(Double::doubleValue).toArray();
    return plan(
        fingerprint,
        dataset,
        NAME,
        target,
        fingerprint.medianShape(target),
        Configuration.Resampling.standard());
  }

  /**
   * The same plan but for its spacing: every case keeps its own (nnU-Net's fork: {@code
   * no_resample}).
   */
  public Plan planWithoutResampling(DatasetFingerprint fingerprint, DatasetSummary dataset) {
    return plan(
        fingerprint,
        dataset,
        UNRESAMPLED,
        fingerprint.medianSpacing(),
        fingerprint.medianShape(),
        Configuration.Resampling.none());
  }

  private Plan plan(
      DatasetFingerprint fingerprint,
      DatasetSummary dataset,
      String name,
      double[] target,
      double[] medianSize,
      Configuration.Resampling resampling) {
    int channels = dataset.channelNames().size();
    Configuration configuration =
        new Configuration(
            "3d_fullres",
            name + "_3d_fullres",
            batchSize,
            patchSize.stream().mapToInt(Integer::intValue).toArray(),
            medianSize,
            target,
            Collections.nCopies(channels, Normalization.Z_SCORE),
            Collections.nCopies(channels, false),
            resampling,
            architecture,
            false,
            Configuration.Cascade.none());
    return new Plan(
        dataset.name(),
        name,
        "FixedPlanner",
        dataset.reader(),
        fingerprint.medianSpacing(),
        Arrays.stream(fingerprint.medianShape()).mapToInt(n -> (int) Math.rint(n)).toArray(),
        new int[] {0, 1, 2},
        Map.of(configuration.name(), configuration),
        fingerprint.foregroundIntensities());
  }
}
