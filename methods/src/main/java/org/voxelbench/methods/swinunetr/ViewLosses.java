package org.voxelbench.methods.swinunetr;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.contrast.NtXent;

/**
 * The three losses of two views of each image; the first B rows are the first views, the last B the
 * second.
 *
 * @param restored {@code [2B, 1, D, H, W]}
 * @param rotations logits {@code [2B, 4]}
 * @param embeddings {@code [2B, E]}
 */
record ViewLosses(Tensor restored, Tensor rotations, Tensor embeddings) {

  /** The mean absolute error to the rotated, unhidden images. */
  Tensor reconstruction(Graph graph, Tensor originals) {
    return graph.mean(graph.abs(graph.sub(restored, originals)), false);
  }

  Tensor contrast(Graph graph, double temperature) {
    return NtXent.loss(graph, first(graph), second(graph), temperature);
  }

  /**
   * The mean cross-entropy of the rotations.
   *
   * @param turns {@code [2B, 1]}
   */
  Tensor rotation(Graph graph, Tensor turns) {
    Tensor logProbabilities = graph.logSoftmax(rotations, 1);
    return graph.neg(graph.mean(graph.gatherClass(logProbabilities, turns), false));
  }

  Tensor rotationAccuracy(Graph graph, Tensor turns) {
    return graph.mean(graph.equal(graph.argmax(rotations, 1), turns), false);
  }

  Tensor contrastAccuracy(Graph graph) {
    return NtXent.accuracy(graph, first(graph), second(graph));
  }

  private Tensor first(Graph graph) {
    return graph.slice(embeddings, 0, 0, embeddings.shape()[0] / 2);
  }

  private Tensor second(Graph graph) {
    int half = embeddings.shape()[0] / 2;
    return graph.slice(embeddings, 0, half, half);
  }
}
