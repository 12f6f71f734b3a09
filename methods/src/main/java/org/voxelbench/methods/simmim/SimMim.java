package org.voxelbench.methods.simmim;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.methods.mae.LossVoxels;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.methods.mae.TokenRestoration;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * SimMIM: a learnt token stands for masked ones, all tokens go through the transformer, and its
 * light decoder restores the image (Xie et al. 2022; facts of nnssl's {@code SimMIMEvaTrainer}).
 *
 * <p>The loss there is the squared error, as that of its masked autoencoder; the authors' own code
 * takes the absolute one.
 */
public final class SimMim implements SslMethod<SimMim.Settings> {

  /**
   * What can be set.
   *
   * @param blockSize voxels per axis of one masked block, whole tokens of 8; 8 in the released code
   * @param maskRatio share of the blocks that is masked, in (0, 1); 0.75 in the released code
   * @param error squared as in the released code, or absolute as in the authors' own
   * @param lossVoxels voxels that the error is the mean of; the masked ones in the released code
   * @param transfer what moves to the downstream network
   */
  public record Settings(
      int blockSize,
      double maskRatio,
      MaskedError error,
      LossVoxels lossVoxels,
      TransferScope transfer) {

    public Settings {
      if (blockSize < 1) {
        throw new BadInputException(
            "simmim: blockSize (" + blockSize + ") must be at least 1 voxel.");
      }
      if (!(maskRatio > 0 && maskRatio < 1)) {
        throw new BadInputException(
            "simmim: maskRatio (" + maskRatio + ") must lie between 0 and 1.");
      }
      if (error == null || lossVoxels == null) {
        throw new BadInputException("simmim: error and lossVoxels must be stated.");
      }
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "simmim",
        "SimMIM",
        "Masked image modelling: restores tokens of a transformer for which a learnt one stands.",
        "Xie et al., SimMIM: a simple framework for masked image modeling, CVPR (2022), arXiv"
            + " 2111.09886",
        "Apache-2.0, written from the published description; the authors' code is MIT, nnssl's CC"
            + " BY-SA 4.0.");
  }

  @Override
  public Settings defaults() {
    return new Settings(8, 0.75, MaskedError.SQUARED, LossVoxels.MASKED, TransferScope.ENCODER);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.of(NetworkFamily.PRIMUS);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(
        TokenRestoration.replacing(
            new TokenRestoration.Rule(
                "simmim",
                settings.blockSize(),
                settings.maskRatio(),
                settings.error(),
                settings.lossVoxels(),
                settings.transfer())));
  }
}
