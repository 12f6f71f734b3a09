package org.voxelbench.methods.spark3d;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.mae.BlockMask;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.methods.mae.MaskedImages;
import org.voxelbench.methods.mae.Reconstruction;
import org.voxelbench.methods.mae.WeightedMean;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * The masked autoencoder with a sparse encoder: masked blocks stay empty through all its layers,
 * and are filled before the decoder restores them (Wald et al. 2025, section 3; facts of nnssl's
 * {@code SparkTrainer} and {@code VariableSparkTrainer}).
 *
 * <p>The steps from a dense masked autoencoder to it (table 2a of the paper) are the switches in
 * their order: {@code inputMasking} alone; then {@code sparse}; then {@code maskToken}; then {@code
 * densification}.
 */
public final class SparseAutoencoder implements SslMethod<SparseAutoencoder.Settings> {

  /**
   * What can be set.
   *
   * @param blockSize voxels per axis of one masked block; the paper has 32, the released code 16
   * @param maskRatioLow least share of the blocks that is masked, in (0, 1); 0.6 in paper and code
   * @param maskRatioHigh largest share, 0.9 in both; one ratio is drawn for each batch, and equal
   *     limits fix it, as 0.75 does in the released code's plain trainer
   * @param inputMasking whether masked voxels of the image are 0, as in the original 2D SparK; the
   *     released code doesn't, so that its first convolution sees one voxel beyond a block's border
   * @param sparse whether convolutions, poolings and norms of the encoder leave masked voxels out
   * @param maskToken whether a learnt token stands for masked voxels in the decoder's skips
   * @param densification whether skips are normalised and projected by a convolution
   * @param error squared as in the paper, or absolute
   * @param transfer what moves to the downstream network; the released code moves the encoder, the
   *     paper both
   */
  public record Settings(
      int blockSize,
      double maskRatioLow,
      double maskRatioHigh,
      boolean inputMasking,
      boolean sparse,
      boolean maskToken,
      boolean densification,
      MaskedError error,
      TransferScope transfer) {

    public Settings {
      require(blockSize >= 1, "blockSize (" + blockSize + ") must be at least 1 voxel.");
      require(
          0 < maskRatioLow && maskRatioLow <= maskRatioHigh && maskRatioHigh < 1,
          "maskRatioLow (%s) and maskRatioHigh (%s) must rise and lie between 0 and 1."
              .formatted(maskRatioLow, maskRatioHigh));
      require(
          sparse || inputMasking,
          "with sparse (false) the encoder sees all of the image unless inputMasking (false) is"
              + " true; set one of them.");
      require(
          sparse || !maskToken && !densification,
          "maskToken (%s) and densification (%s) fill what a sparse encoder leaves empty; set"
                  .formatted(maskToken, densification)
              + " sparse (false) to true, or both of them to false.");
      require(error != null, "error (null) must be one of " + List.of(MaskedError.values()) + ".");
      require(
          transfer != null,
          "transfer (null) must be one of " + List.of(TransferScope.values()) + ".");
    }

    private static void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new BadInputException("spark3d: " + otherwise);
      }
    }
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "spark3d",
        "S3D",
        "Masked autoencoder whose encoder leaves masked blocks empty in every layer.",
        "Wald et al., Revisiting MAE pre-training for 3D medical image segmentation, CVPR (2025),"
            + " arXiv 2410.23132; Tian et al., Designing BERT for convolutional networks, ICLR"
            + " (2023)",
        "Apache-2.0, written from facts about nnssl (CC BY-SA 4.0) without its code.");
  }

  @Override
  public Settings defaults() {
    return new Settings(
        16, 0.6, 0.9, false, true, true, true, MaskedError.SQUARED, TransferScope.ENCODER);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.of(new Restoration(settings, false));
  }

  private record Restoration(Settings settings, boolean weighs) implements PretextTask {

    @Override
    public PretextTask weighted() {
      return new Restoration(settings, true);
    }

    @Override
    public PretextPatches patches(int[] patch) {
      return new PretextPatches(1, patch, true, weighs);
    }

    private Densification densification() {
      return new Densification(settings.maskToken(), settings.densification());
    }

    @Override
    public WeightShapes weights(Architecture backbone) {
      return densification().weights(backbone);
    }

    @Override
    public boolean overRanks() {
      return true;
    }

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      double ratio = batch.batchRandom().uniform(settings.maskRatioLow(), settings.maskRatioHigh());
      return MaskedImages.prepare(batch, settings.blockSize(), ratio);
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      Tensor image = graph.input("image");
      Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
      return settings
          .error()
          .of(
              graph,
              restore(graph, backbone, visible),
              image,
              visible,
              WeightedMean.weights(graph, weighs));
    }

    private Tensor restore(Graph graph, Backbone backbone, Tensor visible) {
      Tensor image = graph.input("image");
      Tensor seen = settings.inputMasking() ? graph.mul(image, visible) : image;
      if (!settings.sparse()) {
        return graph.fullPrecision(backbone.forward(seen));
      }
      VisibleMaps maps = new VisibleMaps(graph, graph.input("visible"));
      List<Tensor> features = backbone.encode(seen, new SparseLayers(maps));
      return graph.fullPrecision(backbone.decode(densification().apply(graph, features, maps)));
    }

    @Override
    public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
      Tensor visible = BlockMask.voxels(graph, graph.input("visible"), graph.input("image"));
      return Reconstruction.preview(graph, restore(graph, backbone, visible), weighs);
    }

    @Override
    public TransferScope transfer() {
      return settings.transfer();
    }
  }
}
