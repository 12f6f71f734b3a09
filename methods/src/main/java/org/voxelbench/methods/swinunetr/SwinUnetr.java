package org.voxelbench.methods.swinunetr;

import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.pretext.AddedSetting;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;

/**
 * The pre-training task of Swin UNETR on the protocol's backbone: two views of each patch, rotated
 * by quarter turns and with boxes cut out, are restored, their rotations told, and views of the
 * same patch recognised.
 *
 * <p>Rotations are in the plane of H and W; where these differ only half turns are drawn, since
 * quarter turns would change the patch's shape. The heads read the bottleneck, the restored image
 * comes from a decoder of the method's own, so that only the encoder moves downstream (facts of
 * nnssl's {@code swinunetr_pretrain}). That decoder ends in a convolution of one voxel, as the
 * original's ({@code ssl_head.py} of MONAI's research contributions), or of 3x3x3, as the released
 * code's ({@code swinunetr_architecture.py}): {@code lastKernel}. Known difference: optimiser,
 * batch size and length are the protocol's (the original has AdamW and a Swin encoder).
 */
public final class SwinUnetr implements SslMethod<SwinUnetr.Settings> {

  /**
   * What can be set; defaults are the released code's unless it says else.
   *
   * @param headInput what the rotation and contrast heads read; two voxels of the bottleneck
   * @param embedding length of the compared embeddings; 512
   * @param temperature what similarities of the contrast are divided by; 0.5
   * @param mostCutOut largest share of a patch that one pass cuts out, in [0, 1); 0.3
   * @param smallestBox shortest side of a box as a share of the axis; 0.05
   * @param largestBox longest side of a box as a share of the axis; 0.25
   * @param reconstructionWeight weight of the absolute error; 1
   * @param contrastWeight weight of the contrast; 1
   * @param rotationWeight weight of the rotations' cross-entropy; 1
   * @param lastKernel voxels per axis of the last convolution that restores images, 1 or 3; 1 in
   *     the original, 3 in the released code
   */
  public record Settings(
      HeadInput headInput,
      int embedding,
      double temperature,
      double mostCutOut,
      double smallestBox,
      double largestBox,
      double reconstructionWeight,
      double contrastWeight,
      double rotationWeight,
      @AddedSetting int lastKernel) {

    public Settings {
      if (headInput == null) {
        throw new BadInputException("swin-unetr: headInput must be stated.");
      }
      require(embedding >= 1, "embedding", embedding, "be at least 1");
      require(positive(temperature), "temperature", temperature, "be above 0");
      require(mostCutOut >= 0 && mostCutOut < 1, "mostCutOut", mostCutOut, "lie in [0, 1)");
      require(smallestBox > 0 && smallestBox <= 1, "smallestBox", smallestBox, "lie in (0, 1]");
      require(
          largestBox >= smallestBox && largestBox <= 1,
          "largestBox",
          largestBox,
          "lie between smallestBox (" + smallestBox + ") and 1");
      weight("reconstructionWeight", reconstructionWeight);
      weight("contrastWeight", contrastWeight);
      weight("rotationWeight", rotationWeight);
      require(lastKernel == 1 || lastKernel == 3, "lastKernel", lastKernel, "be 1 or 3");
    }

    private static boolean positive(double value) {
      return value > 0 && !Double.isInfinite(value);
    }

    private static void weight(String key, double value) {
      require(value == 0 || positive(value), key, value, "be 0 or more");
    }

    private static void require(boolean holds, String key, Number value, String rule) {
      if (!holds) {
        throw new BadInputException("swin-unetr: " + key + " (" + value + ") must " + rule + ".");
      }
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "swin-unetr",
        "SwinUNETR",
        "Restores cut-out boxes, tells rotations and recognises views of the same patch.",
        "Tang et al., Self-supervised pre-training of Swin transformers for 3D medical image"
            + " analysis, CVPR (2022), arXiv 2111.14791",
        "Apache-2.0, written from the published description; the original (MONAI research"
            + " contributions) is Apache-2.0.");
  }

  @Override
  public Settings defaults() {
    return new Settings(HeadInput.TOKENS, 512, 0.5, 0.3, 0.05, 0.25, 1, 1, 1, 1);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new ViewTask(settings));
  }
}
