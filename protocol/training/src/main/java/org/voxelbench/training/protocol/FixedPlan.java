package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;

/**
 * The plan of pre-training and of what starts from it, unless its entry says else.
 *
 * @param spacing voxel size in mm, {@code [D, H, W]}
 * @param patchSize size of a patch in voxels, {@code [D, H, W]}
 * @param batchSize samples a batch downstream
 * @param features channels per stage
 * @param blocks residual blocks per stage, or convolutions where the network is plain
 * @param network the kind of U-Net; null for {@code residual-encoder}
 * @param maskNormalization {@code own} to normalise within the non-zero mask where the data set's
 *     own plan does, as the released code does, or {@code never}; null for {@code never}
 * @param batchDice {@code own} to pool the Dice loss over a batch where the data set's own plan
 *     does, as the released code does, or {@code never}; null for {@code never}
 */
public record FixedPlan(
    List<Double> spacing,
    List<Integer> patchSize,
    int batchSize,
    List<Integer> features,
    List<Integer> blocks,
    @JsonInclude(NON_NULL) NetworkKind network,
    @JsonInclude(NON_NULL) PlanSwitch maskNormalization,
    @JsonInclude(NON_NULL) PlanSwitch batchDice) {

  public FixedPlan {
    Checks.patch("plans.fixed.patchSize", patchSize);
    spacing = spacing("plans.fixed.spacing", spacing);
    Checks.atLeast("plans.fixed.batchSize", batchSize, 1);
    // What is usual is not written down, so that it has one hash.
    network = network == NetworkKind.RESIDUAL_ENCODER ? null : network;
    maskNormalization = maskNormalization == PlanSwitch.NEVER ? null : maskNormalization;
    batchDice = batchDice == PlanSwitch.NEVER ? null : batchDice;
    features = Checks.counts("plans.fixed.features", features);
    blocks = Checks.counts("plans.fixed.blocks", blocks);
    if (features.size() != blocks.size()) {
      throw new BadInputException(
          "plans.fixed.features has "
              + features.size()
              + " stages and plans.fixed.blocks "
              + blocks.size()
              + "; give one entry per stage in both.");
    }
    // A patch whose edge is an int can't be halved more often.
    long stride = 1L << Math.min(features.size() - 1, Integer.SIZE);
    for (int n : patchSize) {
      if (n % stride != 0) {
        throw new BadInputException(
            "plans.fixed.patchSize "
                + patchSize
                + " must be a multiple of "
                + stride
                + " in every axis, for "
                + features.size()
                + " stages.");
      }
    }
  }

  /** A plan of the residual-encoder U-Net. */
  public FixedPlan(
      List<Double> spacing,
      List<Integer> patchSize,
      int batchSize,
      List<Integer> features,
      List<Integer> blocks) {
    this(spacing, patchSize, batchSize, features, blocks, null, null, null);
  }

  /** A voxel size as a key has it: three positive numbers. */
  static List<Double> spacing(String key, List<Double> spacing) {
    List<Double> axes = Checks.nonEmpty(key, spacing);
    if (axes.size() != 3) {
      throw new BadInputException(key + " " + axes + " must have 3 entries in mm.");
    }
    axes.forEach(mm -> Checks.positive(key, mm));
    return axes;
  }

  /** The kind of its network. */
  public NetworkKind kind() {
    return network == null ? NetworkKind.RESIDUAL_ENCODER : network;
  }

  /** Whether anything of it is as the data set's own plan has it. */
  public boolean followsOwnPlan() {
    return maskNormalization != null || batchDice != null;
  }

  /** The same plan with another patch and batch. */
  public FixedPlan with(List<Integer> patch, int batch) {
    return new FixedPlan(
        spacing, patch, batch, features, blocks, network, maskNormalization, batchDice);
  }

  /** The same plan with another voxel size. */
  FixedPlan at(List<Double> other) {
    return new FixedPlan(
        other, patchSize, batchSize, features, blocks, network, maskNormalization, batchDice);
  }

  /** The network of this plan: kernels of 3, halving in every axis at each stage. */
  public Architecture architecture() {
    int stages = features.size();
    return new Architecture(
        kind(),
        features,
        blocks,
        Collections.nCopies(stages, Collections.nCopies(3, 3)),
        Stream.iterate(0, stage -> stage + 1)
            .limit(stages)
            .map(stage -> Collections.nCopies(3, stage == 0 ? 1 : 2))
            .toList(),
        kind().decoderConvs(stages));
  }
}
