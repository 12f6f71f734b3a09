package org.voxelbench.methods.volumefusion;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.augment.GaussianBlur;
import org.voxelbench.training.patch.PatchPlacement;
import org.voxelbench.training.pretext.AddedSetting;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * VolumeFusion: two images are mixed in random boxes at a few levels, and the network segments the
 * mixture into the levels.
 *
 * <p>Both images are changed in intensity and mirrored first; the loss is Dice per sample with
 * cross-entropy over all levels (facts of nnssl's {@code VolumeFusionTrainer}).
 *
 * <p>The released code crops images at their centre, blurs by one deviation for all axes and leaves
 * validation images as they are: {@code crops}, {@code blur} and {@code augmentedValidation}. Known
 * difference: optimiser, batch size and length are the protocol's.
 */
public final class VolumeFusion implements SslMethod<VolumeFusion.Settings> {

  private static final int MOST_CLASSES = 256;

  /**
   * What can be set; defaults are the released code's unless it says else.
   *
   * @param classes levels of mixing; 5, and 3 or 9 in its variants
   * @param fewestBoxes fewest boxes of a patch; 10
   * @param mostBoxes most boxes of a patch; 39
   * @param smallestBox shortest side in voxels; 0 for 1/20 of the axis, which is 8 of 160
   * @param largestBox longest side in voxels; 0 for 0.625 of the axis, which is 100 of 160
   * @param transfer what moves to the downstream network; the released code moves the encoder
   * @param crops where images are cropped; {@code CENTRE} in the released code
   * @param blur whose blur images get; {@code ISOTROPIC} in the released code
   * @param augmentedValidation whether validation images are changed as those of training are;
   *     false in the released code
   */
  public record Settings(
      int classes,
      int fewestBoxes,
      int mostBoxes,
      int smallestBox,
      int largestBox,
      TransferScope transfer,
      @AddedSetting PatchPlacement crops,
      @AddedSetting GaussianBlur.Kind blur,
      @AddedSetting boolean augmentedValidation) {

    public Settings {
      if (classes < 2 || classes > MOST_CLASSES) {
        throw refused("classes", classes, "lie in [2, " + MOST_CLASSES + "]");
      }
      if (fewestBoxes < 1) {
        throw refused("fewestBoxes", fewestBoxes, "be at least 1");
      }
      if (mostBoxes < fewestBoxes) {
        throw refused("mostBoxes", mostBoxes, "be at least fewestBoxes (" + fewestBoxes + ")");
      }
      if (smallestBox < 0) {
        throw refused("smallestBox", smallestBox, "be 0 (scaled from the patch) or more voxels");
      }
      if (largestBox < 0) {
        throw refused("largestBox", largestBox, "be 0 (scaled from the patch) or more voxels");
      }
      if (transfer == null || crops == null || blur == null) {
        throw new BadInputException("volume-fusion: transfer, crops and blur must be stated.");
      }
    }

    private static BadInputException refused(String key, int value, String rule) {
      return new BadInputException("volume-fusion: " + key + " (" + value + ") must " + rule + ".");
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "volume-fusion",
        "VolumeFusion",
        "Mixes two images in boxes and segments the mixture by how much of each it holds.",
        "Wang et al., MIS-FM: 3D medical image segmentation using foundation models pretrained on a"
            + " large-scale unannotated dataset (2023), arXiv 2306.16925",
        "Apache-2.0, written from the published description; the original (PyMIC) is Apache-2.0.");
  }

  @Override
  public Settings defaults() {
    return new Settings(
        5,
        10,
        39,
        0,
        0,
        TransferScope.ENCODER,
        PatchPlacement.RANDOM,
        GaussianBlur.Kind.PER_AXIS,
        true);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new Separation(settings, true));
  }
}
