package org.voxelbench.methods.modelsgenesis;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.AddedSetting;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * Models Genesis: the patch is flipped, locally shuffled, mapped to other intensities and painted
 * over, each by chance, and the network restores the flipped original.
 *
 * <p>The loss is the squared error over the whole patch; there is no spatial augmentation, and
 * validation patches are distorted likewise (facts of nnssl's {@code ModelGenesisTrainer}). Known
 * difference: optimiser, batch size and length are the protocol's (the original has SGD with a rate
 * of 1).
 */
public final class ModelsGenesis implements SslMethod<ModelsGenesis.Settings> {

  /**
   * What can be set; defaults are the released code's unless it says else.
   *
   * @param range intensities that go in: z-scored as in the released code, or [0, 1] as in the
   *     original
   * @param flip probability of each further flip along a random axis, at most three; 0.4
   * @param shuffling probability of local shuffling; 0.5
   * @param shuffledBlocks boxes that are shuffled; 0 for 10000 in 160^3 voxels, in proportion to
   *     the patch's voxels
   * @param intensityMap probability of the non-linear intensity map; 0.9
   * @param painting probability of in- or out-painting; 0.9
   * @param inPainting probability that it is in-painting; 0.2
   * @param transfer what moves to the downstream network; the released code moves the encoder
   * @param flipAxes the axes of which each flip draws one; D, H and W, while the released code and
   *     the authors' own ({@code utils.py}) have channel, D and H
   */
  public record Settings(
      IntensityRange range,
      double flip,
      double shuffling,
      int shuffledBlocks,
      double intensityMap,
      double painting,
      double inPainting,
      TransferScope transfer,
      @AddedSetting FlipAxes flipAxes) {

    public Settings {
      if (range == null || transfer == null || flipAxes == null) {
        throw new BadInputException("models-genesis: range, transfer and flipAxes must be stated.");
      }
      probability("flip", flip);
      probability("shuffling", shuffling);
      probability("intensityMap", intensityMap);
      probability("painting", painting);
      probability("inPainting", inPainting);
      if (shuffledBlocks < 0) {
        throw new BadInputException(
            "models-genesis: shuffledBlocks ("
                + shuffledBlocks
                + ") must be 0 (scaled from the patch) or more.");
      }
    }

    private static void probability(String key, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new BadInputException(
            "models-genesis: " + key + " (" + value + ") must lie in [0, 1].");
      }
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "models-genesis",
        "Models Genesis",
        "Restores patches that were shuffled, mapped to other intensities and painted over.",
        "Zhou et al., Models Genesis, Medical Image Analysis 67 (2021), 101840",
        "Apache-2.0, written from the published description; the original code is under a licence"
            + " of Arizona State University of its own.");
  }

  @Override
  public Settings defaults() {
    return new Settings(
        IntensityRange.Z_SCORED, 0.4, 0.5, 0, 0.9, 0.9, 0.2, TransferScope.ENCODER, FlipAxes.DHW);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new Restoration(settings, false));
  }
}
