package org.voxelbench.methods.simclr;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.contrast.Projector;
import org.voxelbench.training.pretext.Backbone;

/**
 * What belongs to the first and to the second crop of each sample.
 *
 * @param first {@code [B, ...]}
 * @param second {@code [B, ...]}
 */
record Views(Tensor first, Tensor second) {

  /** The crops themselves, as {@link CropPairs} made them. */
  static Views crops(Graph graph) {
    return halves(graph, graph.input("crops"));
  }

  /** Their embeddings, made in one pass. */
  static Views embeddings(Graph graph, Backbone backbone) {
    return halves(graph, Projector.embed(graph, backbone, graph.input("crops")));
  }

  private static Views halves(Graph graph, Tensor both) {
    int samples = both.shape()[0] / 2;
    return new Views(graph.slice(both, 0, 0, samples), graph.slice(both, 0, samples, samples));
  }
}
