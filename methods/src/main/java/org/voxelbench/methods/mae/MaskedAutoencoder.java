package org.voxelbench.methods.mae;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.network.NetworkPart;
import org.voxelbench.training.pretext.AddedSetting;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * The dense masked autoencoder: blocks of the patch are set to zero, and the network restores them.
 *
 * <p>The loss is the squared error over the masked voxels only, in z-scored intensities (Wald et
 * al. 2025, section 3; facts of nnssl's {@code BaseMAETrainer}). Its variants there are settings:
 * blocks of 2 to 64 voxels ({@code var_mask_sizes.py}), ratios ({@code var_mask_ratios.py}), and
 * the absolute or squared error over masked or all voxels ({@code var_loss.py}). Blocks that don't
 * divide the patch are stretched to fill it, as there: 64 of 160 voxels make 8 blocks of 80.
 *
 * <p>On a transformer masked tokens don't enter the encoder at all, and a few blocks behind it,
 * which stay behind, see a learnt token in their place (He et al. 2022; facts of nnssl's {@code
 * BaseEvaMAETrainer}); there a block is of whole tokens, one of 8 voxels in the released code.
 *
 * <p>Without {@code skips}, with {@code maskToken} and the absolute error it is on a U-Net what
 * {@code simmim} is for a transformer: a learnt value stands for what is masked, and what is
 * restored has gone through the deepest features alone, by a decoder without skips (nnssl: {@code
 * noskipResEncUNet.py}) that stays behind.
 */
public final class MaskedAutoencoder implements SslMethod<MaskedAutoencoder.Settings> {

  /**
   * What can be set.
   *
   * @param blockSize voxels per axis of one masked block; the paper has 32, the released code 16
   * @param maskRatio share of the blocks that is masked, in (0, 1)
   * @param error squared as in the paper, or absolute
   * @param transfer what moves to the downstream network; the released code moves the encoder, the
   *     paper both
   * @param lossVoxels voxels that the error is the mean of; the masked ones in the paper
   * @param skips whether the decoder sees the encoder's shallower features, as in the paper;
   *     without them only the encoder can move
   * @param maskToken whether a learnt value stands for masked voxels, or 0 as in the paper
   * @param decoderDepth blocks behind a transformer's encoder that see stand-ins for masked tokens;
   *     2 in the released code; a U-Net has none
   */
  public record Settings(
      int blockSize,
      double maskRatio,
      MaskedError error,
      TransferScope transfer,
      @AddedSetting LossVoxels lossVoxels,
      @AddedSetting boolean skips,
      @AddedSetting boolean maskToken,
      @AddedSetting int decoderDepth) {

    public Settings {
      if (blockSize < 1) {
        throw new BadInputException("mae: blockSize (" + blockSize + ") must be at least 1 voxel.");
      }
      if (!(maskRatio > 0 && maskRatio < 1)) {
        throw new BadInputException("mae: maskRatio (" + maskRatio + ") must lie between 0 and 1.");
      }
      if (lossVoxels == null) {
        throw new BadInputException("mae: lossVoxels must be stated.");
      }
      if (decoderDepth < 1) {
        throw new BadInputException(
            "mae: decoderDepth (" + decoderDepth + ") must be at least 1 block.");
      }
      if (!skips && transfer.parts().contains(NetworkPart.DECODER)) {
        throw new BadInputException(
            "mae: transfer ("
                + transfer
                + ") must be ENCODER where skips is false: the decoder that is trained then has no"
                + " place for skips and fits no downstream network.");
      }
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "mae",
        "MAE",
        "Masked autoencoder: restores blocks of the patch that were set to zero.",
        "Wald et al., Revisiting MAE pre-training for 3D medical image segmentation, CVPR (2025), arXiv 2410.23132;"
            + " He et al., Masked autoencoders are scalable vision learners, CVPR (2022)",
        "Apache-2.0, written from the published description.");
  }

  @Override
  public Settings defaults() {
    return new Settings(
        16, 0.75, MaskedError.SQUARED, TransferScope.ENCODER, LossVoxels.MASKED, true, false, 2);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new BlockRestoration(settings, false));
  }
}
