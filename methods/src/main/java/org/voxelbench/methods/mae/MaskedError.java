package org.voxelbench.methods.mae;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** The mean error over all masked voxels of a batch (nnssl: {@code mse_loss.py}). */
public enum MaskedError {
  /** Mean squared error. */
  SQUARED {
    @Override
    Tensor each(Graph graph, Tensor difference) {
      return graph.square(difference);
    }
  },
  /** Mean absolute error. */
  ABSOLUTE {
    @Override
    Tensor each(Graph graph, Tensor difference) {
      return graph.abs(difference);
    }
  };

  abstract Tensor each(Graph graph, Tensor difference);

  /**
   * The error of a restored image.
   *
   * @param restored {@code [N, 1, D, H, W]}
   * @param image the original, of the same shape
   * @param visible 1 where the voxel was shown, 0 where it was masked, of the same shape
   */
  public Tensor of(Graph graph, Tensor restored, Tensor image, Tensor visible) {
    Tensor masked = graph.add(graph.neg(visible), 1);
    Tensor errors = each(graph, graph.sub(restored, image));
    return graph.div(graph.sum(graph.mul(errors, masked), false), graph.sum(masked, false));
  }
}
