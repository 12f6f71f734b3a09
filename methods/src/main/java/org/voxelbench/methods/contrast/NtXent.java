package org.voxelbench.methods.contrast;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/**
 * The normalised, temperature-scaled cross-entropy of finding each view's partner among the other
 * views of the batch (Chen et al. 2020, section 2.1; nnssl: {@code contrastive_loss.py}).
 */
public final class NtXent {

  /** Far below any cosine over a temperature, so that nothing is its own candidate. */
  private static final double EXCLUDED = -1e9;

  private NtXent() {}

  /**
   * The mean over all 2N views of the cross-entropy of the partner among the 2N - 1 others; {@code
   * log(2N - 1)} where all embeddings are equal.
   *
   * @param first embeddings of one view per sample, {@code [N, D]}
   * @param second embeddings of the other views in the same order, {@code [N, D]}
   * @param temperature what cosine similarities are divided by, above 0
   * @return a scalar
   */
  public static Tensor loss(Graph graph, Tensor first, Tensor second, double temperature) {
    Tensor scores = graph.logSoftmax(logits(graph, first, second, temperature), 1);
    Tensor partners = graph.constant(partners(first.shape()[0]));
    return graph.neg(graph.mean(graph.gatherClass(scores, partners), false));
  }

  /**
   * The share of views whose partner is the most similar of the others.
   *
   * @param first {@code [N, D]}
   * @param second {@code [N, D]}
   * @return a scalar
   */
  public static Tensor accuracy(Graph graph, Tensor first, Tensor second) {
    Tensor nearest = graph.argmax(logits(graph, first, second, 1), 1);
    Tensor partners = graph.constant(partners(first.shape()[0]));
    return graph.mean(graph.equal(partners, nearest), false);
  }

  /** Similarities over the temperature of all pairs of views, {@code [2N, 2N]}. */
  static Tensor logits(Graph graph, Tensor first, Tensor second, double temperature) {
    Tensor views = UnitVectors.of(graph, graph.concat(0, first, second));
    Tensor similarities = UnitVectors.products(graph, views, views);
    int count = views.shape()[0];
    float[] itself = new float[count * count];
    for (int i = 0; i < count; i++) {
      itself[i * count + i] = (float) EXCLUDED;
    }
    return graph.add(
        graph.mul(similarities, 1 / temperature),
        graph.constant(NdArray.of(new int[] {count, count}, itself)));
  }

  /** The row of each view's partner, {@code [2N, 1]}. */
  private static NdArray partners(int samples) {
    float[] rows = new float[2 * samples];
    for (int i = 0; i < samples; i++) {
      rows[i] = i + samples;
      rows[i + samples] = i;
    }
    return NdArray.of(new int[] {2 * samples, 1}, rows);
  }
}
