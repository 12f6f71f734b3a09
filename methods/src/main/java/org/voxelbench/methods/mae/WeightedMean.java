package org.voxelbench.methods.mae;

import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.pretext.PretextBatch;

/** A mean over voxels, each by what it counts. */
public final class WeightedMean {

  /** The name under which tasks hand weights to their objective. */
  public static final String WEIGHTS = "weights";

  private WeightedMean() {}

  /**
   * The sum of weighted values over the sum of weights, which are 0 or 1; 0 where all are 0.
   *
   * @param values of any shape
   * @param weights of the same shape
   */
  public static Tensor of(Graph graph, Tensor values, Tensor weights) {
    Tensor sum = graph.sumRanks(graph.sum(graph.mul(values, weights), false));
    Tensor count = graph.sumRanks(graph.sum(weights, false));
    return graph.div(sum, graph.max(count, graph.scalar(1)));
  }

  /** The weights that a batch brought; empty where a task doesn't weigh voxels. */
  public static Optional<Tensor> weights(Graph graph, boolean weighted) {
    return weighted ? Optional.of(graph.input(WEIGHTS)) : Optional.empty();
  }

  /** The weights of a batch of one patch a sample, {@code [B, 1, D, H, W]}. */
  public static NdArray weights(PretextBatch batch) {
    float[] all = new float[batch.samples() * batch.voxels()];
    for (int sample = 0; sample < batch.samples(); sample++) {
      float[] own = batch.weights().orElseThrow().get(sample).get(0);
      System.arraycopy(own, 0, all, sample * batch.voxels(), batch.voxels());
    }
    int[] size = batch.size();
    return NdArray.of(new int[] {batch.samples(), 1, size[0], size[1], size[2]}, all);
  }
}
