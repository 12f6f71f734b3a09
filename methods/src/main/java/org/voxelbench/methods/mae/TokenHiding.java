package org.voxelbench.methods.mae;

import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;

/** How a transformer is kept from seeing masked tokens, and what it makes of the visible ones. */
interface TokenHiding {

  /** Adds the weights that stay behind. */
  void declare(WeightShapes.Builder weights, PrimusArchitecture network);

  /**
   * What it reads beside the images and their mask.
   *
   * @param visible {@code [B, T]} as an array per sample: whether each token is visible
   * @param noisy whether a training step draws what is left out of it
   */
  Map<String, NdArray> inputs(PretextBatch batch, boolean[][] visible, boolean noisy);

  /**
   * The tokens that the backbone's decoder restores the image from, {@code [N, T, width]}.
   *
   * @param visible {@code [N, T, 1]}, 1 where a token is visible, 0 where it is masked
   */
  Tensor tokens(Graph graph, Backbone backbone, Tensor image, Tensor visible);
}
