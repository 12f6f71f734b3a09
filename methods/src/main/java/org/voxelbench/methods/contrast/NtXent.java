package org.voxelbench.methods.contrast;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/**
 * The normalised temperature-scaled cross-entropy of two views of each image (Chen et al., A simple
 * framework for contrastive learning of visual representations, ICML 2020).
 */
public final class NtXent {

  /** The smallest norm by which an embedding is divided. */
  private static final double SMALLEST_NORM = 1e-8;

  /** Far below every similarity, so that no embedding is compared with itself. */
  private static final float EXCLUDED = -1e9f;

  private NtXent() {}

  /**
   * The loss: embedding i of one view must be more similar, by the cosine, to embedding i of the
   * other view than to all others; the mean of the cross-entropies of all 2N embeddings.
   *
   * @param first embeddings of the first views, {@code [N, D]}
   * @param second embeddings of the second views, {@code [N, D]}
   * @param temperature by which similarities are divided, above 0
   * @return a scalar
   */
  public static Tensor loss(Graph graph, Tensor first, Tensor second, double temperature) {
    Tensor scores = scores(graph, first, second, temperature);
    Tensor partner = graph.constant(partners(first.shape()[0]));
    return graph.neg(graph.mean(graph.gatherClass(graph.logSoftmax(scores, 1), partner), false));
  }

  /**
   * The share of the embeddings whose most similar one is the other view of the same image.
   *
   * @param first {@code [N, D]}
   * @param second {@code [N, D]}
   * @return a scalar
   */
  public static Tensor accuracy(Graph graph, Tensor first, Tensor second) {
    Tensor best = graph.argmax(scores(graph, first, second, 1), 1);
    Tensor partner = graph.constant(partners(first.shape()[0]));
    return graph.mean(graph.equal(best, partner), false);
  }

  /** Cosine similarities over the temperature, {@code [2N, 2N]}, without those to oneself. */
  private static Tensor scores(Graph graph, Tensor first, Tensor second, double temperature) {
    Tensor all = graph.fullPrecision(graph.concat(0, first, second));
    Tensor squares = graph.sum(graph.square(all), true, 1);
    Tensor smallest = graph.scalar(SMALLEST_NORM * SMALLEST_NORM);
    Tensor unit = graph.div(all, graph.sqrt(graph.max(squares, smallest)));
    int rows = all.shape()[0];
    int length = all.shape()[1];
    // A matrix product would be rounded under mixed precision.
    Tensor products =
        graph.mul(graph.reshape(unit, rows, 1, length), graph.reshape(unit, 1, rows, length));
    Tensor cosines = graph.sum(products, false, 2);
    float[] excluded = new float[rows * rows];
    for (int row = 0; row < rows; row++) {
      excluded[row * rows + row] = EXCLUDED;
    }
    Tensor diagonal = graph.constant(NdArray.of(new int[] {rows, rows}, excluded));
    return graph.add(graph.mul(cosines, 1 / temperature), diagonal);
  }

  /** The index of each embedding's other view, {@code [2N, 1]}. */
  private static NdArray partners(int pairs) {
    float[] partners = new float[2 * pairs];
    for (int i = 0; i < pairs; i++) {
      partners[i] = i + pairs;
      partners[i + pairs] = i;
    }
    return NdArray.of(new int[] {2 * pairs, 1}, partners);
  }
}
