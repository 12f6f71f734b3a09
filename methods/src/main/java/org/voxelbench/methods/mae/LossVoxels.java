package org.voxelbench.methods.mae;

import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** The voxels of which a masked autoencoder's loss is the mean. */
public enum LossVoxels {
  /** Those that were masked. */
  MASKED {
    @Override
    Tensor mean(
        Graph graph,
        MaskedError error,
        Tensor restored,
        Tensor image,
        Tensor visible,
        Optional<Tensor> weights) {
      return error.of(graph, restored, image, visible, weights);
    }
  },
  /** All, those that were shown too (nnssl: {@code MSELoss_NoMask} and {@code L1Loss_NoMask}). */
  ALL {
    @Override
    Tensor mean(
        Graph graph,
        MaskedError error,
        Tensor restored,
        Tensor image,
        Tensor visible,
        Optional<Tensor> weights) {
      return error.ofAll(graph, restored, image, weights);
    }
  };

  /**
   * The mean error of a restored image.
   *
   * @param restored {@code [N, 1, D, H, W]}
   * @param image the original, of the same shape
   * @param visible 1 where the voxel was shown, 0 where it was masked, of the same shape
   * @param weights what each voxel counts, of the same shape; empty if all count alike
   */
  abstract Tensor mean(
      Graph graph,
      MaskedError error,
      Tensor restored,
      Tensor image,
      Tensor visible,
      Optional<Tensor> weights);
}
