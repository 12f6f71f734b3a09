package org.voxelbench.methods.voco;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.CropSize;
import org.voxelbench.methods.contrast.CropView;
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
 * VoCo: predicts from embeddings how much of a crop at a random place lies in each crop of a grid
 * (Wu et al. 2024; facts of nnssl's {@code VoCoTrainer}).
 *
 * <p>Crops scale with the patch ({@link CropSize}). Cost: (16 + 4) crops a sample go through the
 * encoder and none through a decoder, 20 * 64^3 voxels for a patch of 160^3 (1.3 times the patch),
 * 20 * 16^3 for one of 32^3 (2.5 times).
 *
 * <p>The released code blurs by one deviation for all axes and leaves validation crops as they are
 * ({@code voco_transform.py}): {@code blur} and {@code augmentedValidation}. Known differences: it
 * doesn't clip gradients, while the protocol's optimiser holds here. The authors' own code trains
 * by a momentum teacher, batch norm in the projector and AdamW, and squares the regulariser; only
 * the last is a setting.
 */
public final class VolumeContrast implements SslMethod<VolumeContrast.Settings> {

  /**
   * What can be set.
   *
   * @param baseCropsD base crops along D; the released code's default is a grid of 4 x 4 x 1, its
   *     published checkpoints are of 3 x 3 x 1
   * @param baseCropsH base crops along H
   * @param baseCropsW base crops along W
   * @param targetCrops crops at random places; 4 in the released code
   * @param cropD voxels of a crop along D, a multiple of the backbone's total stride; 0 scales it
   *     from the patch, to 64 of 160 as in the released code
   * @param cropH voxels of a crop along H, as cropD
   * @param cropW voxels of a crop along W, as cropD
   * @param width channels of the projector; 2048 in the released code
   * @param regularizer linear as in the released code, or squared as in the authors' own
   * @param transfer what moves to the downstream network: the encoder, since no decoder is trained
   * @param blur whose blur crops get; {@code ISOTROPIC} in the released code
   * @param augmentedValidation whether validation crops are changed as those of training are; false
   *     in the released code
   */
  public record Settings(
      int baseCropsD,
      int baseCropsH,
      int baseCropsW,
      int targetCrops,
      int cropD,
      int cropH,
      int cropW,
      int width,
      Regularizer regularizer,
      TransferScope transfer,
      @AddedSetting GaussianBlur.Kind blur,
      @AddedSetting boolean augmentedValidation) {

    public Settings {
      SettingChecks checks = new SettingChecks("voco");
      checks.between("baseCropsD", baseCropsD, 1, MOST_CROPS);
      checks.between("baseCropsH", baseCropsH, 1, MOST_CROPS);
      checks.between("baseCropsW", baseCropsW, 1, MOST_CROPS);
      int baseCrops = baseCropsD * baseCropsH * baseCropsW;
      checks.between("baseCropsD * baseCropsH * baseCropsW", baseCrops, 2, MOST_CROPS);
      checks.between("targetCrops", targetCrops, 1, MOST_CROPS);
      checks.crop(cropD, cropH, cropW);
      checks.width(width);
      checks.encoderOnly(transfer);
      checks.stated("blur", blur);
    }

    CropGrid grid() {
      return new CropGrid(baseCropsD, baseCropsH, baseCropsW);
    }
  }

  private static final int MOST_CROPS = 1024;

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "voco",
        "VoCo",
        "Volume contrast: predicts how much of a crop lies in each crop of a grid.",
        "Wu et al., VoCo: A simple-yet-effective volume contrastive learning framework for 3D"
            + " medical image analysis, CVPR (2024)",
        "Apache-2.0, written from the published description; the authors' code is Apache-2.0,"
            + " nnssl's CC BY-SA 4.0.");
  }

  @Override
  public Settings defaults() {
    return new Settings(
        4,
        4,
        1,
        4,
        0,
        0,
        0,
        Projector.DEFAULT_WIDTH,
        Regularizer.LINEAR,
        TransferScope.ENCODER,
        GaussianBlur.Kind.PER_AXIS,
        true);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new OverlapPrediction(settings, true));
  }

  /**
   * @param changed whether crops are changed
   */
  private record OverlapPrediction(Settings settings, boolean changed) implements PretextTask {

    @Override
    public PretextTask validation() {
      return new OverlapPrediction(settings, settings.augmentedValidation());
    }

    @Override
    public int[] input(int[] patch) {
      return CropSize.of(patch, settings.cropD(), settings.cropH(), settings.cropW());
    }

    @Override
    public PretextPatches patches(int[] patch) {
      return settings.grid().patches(input(patch));
    }

    @Override
    public WeightShapes weights(Architecture backbone) {
      return new Projector(settings.width()).weights(backbone);
    }

    @Override
    public boolean overRanks() {
      return true;
    }

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      CropView view = CropView.of(settings.blur(), changed);
      return new OverlapInputs(settings.grid(), settings.targetCrops(), view).of(batch);
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      CropEmbeddings embeddings = CropEmbeddings.of(graph, backbone);
      return graph.add(
          VocoLoss.prediction(graph, embeddings.predicted(graph), graph.input("overlaps")),
          VocoLoss.regularization(graph, embeddings.base(), settings.regularizer()));
    }

    @Override
    public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
      return OverlapPictures.of(graph, CropEmbeddings.of(graph, backbone));
    }

    @Override
    public TransferScope transfer() {
      return settings.transfer();
    }
  }
}
