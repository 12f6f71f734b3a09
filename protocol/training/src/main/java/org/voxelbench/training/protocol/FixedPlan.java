package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkChoice;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.UNetArchitecture;

/**
 * The plan of pre-training and of what starts from it, unless its entry says else.
 *
 * @param spacing voxel size in mm, {@code [D, H, W]}
 * @param patchSize size of a patch in voxels, {@code [D, H, W]}
 * @param batchSize samples a batch downstream
 * @param features channels per stage of a U-Net, which needs them; null for none, of a transformer
 * @param blocks residual blocks per stage of a U-Net, or convolutions where it is plain, which
 *     needs them; null for none, of a transformer
 * @param network the network; null for {@code residual-encoder}
 * @param maskNormalization {@code own} to normalise within the non-zero mask where the data set's
 *     own plan does, as the released code does, or {@code never}; null for {@code never}
 * @param batchDice {@code own} to pool the Dice loss over a batch where the data set's own plan
 *     does, as the released code does, or {@code never}; null for {@code never}
 * @param transformer the size of {@code network: primus}, which needs it; null for none, of every
 *     other network
 */
public record FixedPlan(
    List<Double> spacing,
    List<Integer> patchSize,
    int batchSize,
    @JsonInclude(NON_NULL) List<Integer> features,
    @JsonInclude(NON_NULL) List<Integer> blocks,
    @JsonInclude(NON_NULL) NetworkChoice network,
    @JsonInclude(NON_NULL) PlanSwitch maskNormalization,
    @JsonInclude(NON_NULL) PlanSwitch batchDice,
    @JsonInclude(NON_NULL) TransformerSize transformer) {

  public FixedPlan {
    Checks.patch("plans.fixed.patchSize", patchSize);
    spacing = spacing("plans.fixed.spacing", spacing);
    Checks.atLeast("plans.fixed.batchSize", batchSize, 1);
    // What is usual is not written down, so that it has one hash.
    network = network == NetworkChoice.RESIDUAL_ENCODER ? null : network;
    maskNormalization = maskNormalization == PlanSwitch.NEVER ? null : maskNormalization;
    batchDice = batchDice == PlanSwitch.NEVER ? null : batchDice;
    if (unet(network).isPresent()) {
      features = Checks.counts("plans.fixed.features", features);
      blocks = Checks.counts("plans.fixed.blocks", blocks);
      checkStages(patchSize, features, blocks);
      if (transformer != null) {
        throw new BadInputException(
            "plans.fixed.transformer ("
                + transformer
                + ") is the size of 'network: primus', and the network is a U-Net; leave it out.");
      }
    } else {
      checkTransformer(network, patchSize, features, blocks, transformer);
    }
  }

  private static Optional<NetworkKind> unet(NetworkChoice network) {
    return network == null ? Optional.of(NetworkKind.RESIDUAL_ENCODER) : network.unet();
  }

  private static void checkStages(
      List<Integer> patchSize, List<Integer> features, List<Integer> blocks) {
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

  private static void checkTransformer(
      NetworkChoice network,
      List<Integer> patchSize,
      List<Integer> features,
      List<Integer> blocks,
      TransformerSize transformer) {
    if (features != null || blocks != null) {
      throw new BadInputException(
          "plans.fixed.features and plans.fixed.blocks are a U-Net's, and 'network: "
              + network.word()
              + "' is a transformer; leave them out.");
    }
    if (network.size().isPresent() == (transformer != null)) {
      throw new BadInputException(
          transformer == null
              ? "plans.fixed.transformer is missing; 'network: primus' needs its width, depth and heads."
              : "plans.fixed.transformer states the size that 'network: "
                  + network.word()
                  + "' has by its name; leave it out, or write 'network: primus'.");
    }
    if (patchSize.stream().anyMatch(edge -> edge % PrimusArchitecture.TOKEN != 0)) {
      throw new BadInputException(
          "plans.fixed.patchSize "
              + patchSize
              + " must be a multiple of "
              + PrimusArchitecture.TOKEN
              + " in every axis, the edge of a token.");
    }
  }

  /** A plan of the residual-encoder U-Net. */
  public FixedPlan(
      List<Double> spacing,
      List<Integer> patchSize,
      int batchSize,
      List<Integer> features,
      List<Integer> blocks) {
    this(spacing, patchSize, batchSize, features, blocks, null, null, null, null);
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

  /** Voxels of its patch, {@code [D, H, W]}. */
  public int[] patch() {
    return patchSize.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Its network. */
  public NetworkChoice choice() {
    return network == null ? NetworkChoice.RESIDUAL_ENCODER : network;
  }

  /** Whether anything of it is as the data set's own plan has it. */
  public boolean followsOwnPlan() {
    return maskNormalization != null || batchDice != null;
  }

  /** The same plan with another patch and batch. */
  public FixedPlan with(List<Integer> patch, int batch) {
    return new FixedPlan(
        spacing,
        patch,
        batch,
        features,
        blocks,
        network,
        maskNormalization,
        batchDice,
        transformer);
  }

  /** The same plan with another voxel size. */
  FixedPlan at(List<Double> other) {
    return new FixedPlan(
        other,
        patchSize,
        batchSize,
        features,
        blocks,
        network,
        maskNormalization,
        batchDice,
        transformer);
  }

  /** The network of this plan; a U-Net has kernels of 3 and halves every axis at each stage. */
  public Architecture architecture() {
    return unet(network)
        .<Architecture>map(this::unet)
        .orElseGet(
            () ->
                new PrimusArchitecture(
                    network.size().orElseGet(() -> transformer.size()), patchSize));
  }

  private UNetArchitecture unet(NetworkKind kind) {
    int stages = features.size();
    return new UNetArchitecture(
        kind,
        features,
        blocks,
        Collections.nCopies(stages, Collections.nCopies(3, 3)),
        Stream.iterate(0, stage -> stage + 1)
            .limit(stages)
            .map(stage -> Collections.nCopies(3, stage == 0 ? 1 : 2))
            .toList(),
        kind.decoderConvs(stages));
  }
}
