package org.voxelbench.methods.voco;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.contrast.Projector;
import org.voxelbench.training.pretext.Backbone;

/**
 * What encoder and projector make of all crops.
 *
 * @param target {@code [B, T, F]}
 * @param base {@code [B, M, F]}
 */
record CropEmbeddings(Tensor target, Tensor base) {

  /** The embeddings of the inputs that {@link OverlapInputs} made, in one pass. */
  static CropEmbeddings of(Graph graph, Backbone backbone) {
    Tensor embedded = Projector.embed(graph, backbone, graph.input("crops"));
    int[] overlaps = graph.input("overlaps").shape();
    int targets = overlaps[1];
    int bases = overlaps[2];
    Tensor samples = graph.reshape(embedded, overlaps[0], targets + bases, embedded.shape()[1]);
    return new CropEmbeddings(
        graph.slice(samples, 1, 0, targets), graph.slice(samples, 1, targets, bases));
  }

  /** The predicted overlaps, {@code [B, T, M]}. */
  Tensor predicted(Graph graph) {
    return VocoLoss.predicted(graph, target, base);
  }
}
