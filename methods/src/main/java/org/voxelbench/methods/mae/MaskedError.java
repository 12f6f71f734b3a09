package org.voxelbench.methods.mae;

import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** The mean error over voxels of a batch, masked ones or all (nnssl: {@code mse_loss.py}). */
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
    Tensor masked = masked(graph, visible);
    return graph.div(
        graph.sumRanks(graph.sum(graph.mul(errors(graph, restored, image), masked), false)),
        graph.sumRanks(graph.sum(masked, false)));
  }

  /**
   * The error of a restored image, over masked voxels by their weights (nnssl's {@code _ANON}).
   *
   * @param weights what each voxel counts, of the same shape; empty if all count alike
   */
  public Tensor of(
      Graph graph, Tensor restored, Tensor image, Tensor visible, Optional<Tensor> weights) {
    return weights
        .map(
            each ->
                WeightedMean.of(
                    graph, errors(graph, restored, image), graph.mul(masked(graph, visible), each)))
        .orElseGet(() -> of(graph, restored, image, visible));
  }

  /**
   * The error of a restored image over all voxels, or by their weights.
   *
   * @param weights what each voxel counts, of the same shape; empty if all count alike
   */
  Tensor ofAll(Graph graph, Tensor restored, Tensor image, Optional<Tensor> weights) {
    Tensor errors = errors(graph, restored, image);
    return weights
        .map(each -> WeightedMean.of(graph, errors, each))
        .orElseGet(() -> graph.meanRanks(graph.mean(errors, false)));
  }

  private static Tensor masked(Graph graph, Tensor visible) {
    return graph.add(graph.neg(visible), 1);
  }

  private Tensor errors(Graph graph, Tensor restored, Tensor image) {
    return each(graph, graph.sub(restored, image));
  }
}
