package org.voxelbench.methods.mae;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * The dense masked autoencoder: blocks of the patch are set to zero, and the network restores them.
 *
 * <p>The loss is the squared error over the masked voxels only, in z-scored intensities (Wald et
 * al. 2025, section 3; facts of nnssl's {@code BaseMAETrainer}).
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
   */
  public record Settings(
      int blockSize, double maskRatio, MaskedError error, TransferScope transfer) {

    public Settings {
      if (blockSize < 1) {
        throw new BadInputException("mae: blockSize (" + blockSize + ") must be at least 1 voxel.");
      }
      if (!(maskRatio > 0 && maskRatio < 1)) {
        throw new BadInputException("mae: maskRatio (" + maskRatio + ") must lie between 0 and 1.");
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
    return new Settings(16, 0.75, MaskedError.SQUARED, TransferScope.ENCODER);
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

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      return MaskedImages.prepare(batch, settings.blockSize(), settings.maskRatio());
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      Tensor image = graph.input("image");
      Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
      return settings
          .error()
          .of(graph, restore(graph, backbone), image, visible, WeightedMean.weights(graph, weighs));
    }

    private static Tensor restore(Graph graph, Backbone backbone) {
      Tensor image = graph.input("image");
      Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
      return graph.fullPrecision(backbone.forward(graph.mul(image, visible)));
    }

    @Override
    public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
      Tensor image = graph.input("image");
      Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
      return Reconstruction.preview(
          graph, restore(graph, backbone), image, visible, WeightedMean.weights(graph, weighs));
    }

    @Override
    public TransferScope transfer() {
      return settings.transfer();
    }
  }
}
