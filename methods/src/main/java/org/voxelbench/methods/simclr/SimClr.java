package org.voxelbench.methods.simclr;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.CropSize;
import org.voxelbench.methods.contrast.CropView;
import org.voxelbench.methods.contrast.NtXent;
import org.voxelbench.methods.contrast.Projector;
import org.voxelbench.methods.contrast.SettingChecks;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.augment.GaussianBlur;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.AddedSetting;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * SimCLR: finds the overlapping, differently changed crop of the same image among those of the
 * whole batch (Chen et al. 2020; facts of nnssl's {@code SimCLRTrainer}).
 *
 * <p>Crops scale with the patch ({@link CropSize}). Cost: 2 crops a pair go through the encoder and
 * none through a decoder, 2 * 64^3 voxels for a patch of 160^3 (0.13 of the patch), 2 * 16^3 for
 * one of 32^3 (0.25).
 *
 * <p>Embeddings start nearly alike, at a loss of about {@code log(2 * pairs - 1)}, and few or small
 * steps leave it there: the share of partners found tells whether anything was learnt.
 *
 * <p>The released code cuts two pairs from an image, blurs by one deviation for all axes and leaves
 * validation crops as they are ({@code simclr_transform.py}): {@code pairs}, {@code blur} and
 * {@code augmentedValidation}. Known differences: it clips gradients at 0.1 and OpenMind trains it
 * with batches of 32; the protocol's clipping and batch size hold here.
 */
public final class SimClr implements SslMethod<SimClr.Settings> {

  /** The region holds 3 x 3 x 1 crops: 192 x 192 x 64 voxels for crops of 64. */
  private static final CropGrid REGION = new CropGrid(3, 3, 1);

  private static final int MOST_PAIRS = 1024;

  /**
   * What can be set.
   *
   * @param temperature what similarities are divided by, above 0; 0.5 in the released code
   * @param maxShift largest shift between both crops as a share of the crop per axis, in [0, 1];
   *     0.5 in the released code, 32 voxels for crops of 64
   * @param cropD voxels of a crop along D, a multiple of the backbone's total stride; 0 scales it
   *     from the patch, to 64 of 160 as in the released code
   * @param cropH voxels of a crop along H, as cropD
   * @param cropW voxels of a crop along W, as cropD
   * @param width channels of the projector; 2048 in the released code
   * @param transfer what moves to the downstream network: the encoder, since no decoder is trained
   * @param pairs pairs of crops of each image, whose other crops are negatives too; 1, and 2 in the
   *     released code
   * @param blur whose blur crops get; {@code ISOTROPIC} in the released code
   * @param augmentedValidation whether validation crops are changed as those of training are; false
   *     in the released code
   */
  public record Settings(
      double temperature,
      double maxShift,
      int cropD,
      int cropH,
      int cropW,
      int width,
      TransferScope transfer,
      @AddedSetting int pairs,
      @AddedSetting GaussianBlur.Kind blur,
      @AddedSetting boolean augmentedValidation) {

    public Settings {
      if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
        throw new BadInputException(
            "simclr: temperature (" + temperature + ") must be a number above 0.");
      }
      if (!(maxShift >= 0 && maxShift <= 1)) {
        throw new BadInputException("simclr: maxShift (" + maxShift + ") must be 0 to 1.");
      }
      SettingChecks checks = new SettingChecks("simclr");
      checks.crop(cropD, cropH, cropW);
      checks.width(width);
      checks.encoderOnly(transfer);
      checks.between("pairs", pairs, 1, MOST_PAIRS);
      checks.stated("blur", blur);
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "simclr",
        "SimCLR",
        "Contrast of views: finds the overlapping crop of the same image within the batch.",
        "Chen et al., A simple framework for contrastive learning of visual representations, ICML"
            + " (2020), arXiv 2002.05709",
        "Apache-2.0, written from the published description; the authors' code is Apache-2.0,"
            + " nnssl's CC BY-SA 4.0.");
  }

  @Override
  public Settings defaults() {
    return new Settings(
        0.5,
        0.5,
        0,
        0,
        0,
        Projector.DEFAULT_WIDTH,
        TransferScope.ENCODER,
        1,
        GaussianBlur.Kind.PER_AXIS,
        true);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new PartnerSearch(settings, true));
  }

  /**
   * @param changed whether crops are changed
   */
  private record PartnerSearch(Settings settings, boolean changed) implements PretextTask {

    @Override
    public PretextTask validation() {
      return new PartnerSearch(settings, settings.augmentedValidation());
    }

    @Override
    public int[] input(int[] patch) {
      return CropSize.of(patch, settings.cropD(), settings.cropH(), settings.cropW());
    }

    @Override
    public PretextPatches patches(int[] patch) {
      return REGION.patches(input(patch));
    }

    @Override
    public WeightShapes weights(Architecture backbone) {
      return new Projector(settings.width()).weights(backbone);
    }

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      CropView view = CropView.of(settings.blur(), changed);
      return new CropPairs(REGION, settings.maxShift(), settings.pairs(), view).of(batch);
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      Views views = Views.embeddings(graph, backbone);
      return NtXent.loss(graph, views.first(), views.second(), settings.temperature());
    }

    @Override
    public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
      Views crops = Views.crops(graph);
      Views views = Views.embeddings(graph, backbone);
      int others = graph.input("crops").shape()[0] - 1;
      Map<String, Tensor> shows = new LinkedHashMap<>();
      shows.put("first view", crops.first());
      shows.put("second view", crops.second());
      shows.put("partners found", NtXent.accuracy(graph, views.first(), views.second()));
      shows.put("partners found by chance", graph.scalar(1.0 / others));
      return shows;
    }

    @Override
    public TransferScope transfer() {
      return settings.transfer();
    }
  }
}
