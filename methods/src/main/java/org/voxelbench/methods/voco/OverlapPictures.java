package org.voxelbench.methods.voco;

import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** What shows how well overlaps are predicted. */
final class OverlapPictures {

  private OverlapPictures() {}

  /**
   * The first target crop of each sample, the base crop that it overlaps most and the one that it
   * is predicted to, as the network saw them, with the mean overlap error beside that of a guess:
   * an equal share in every base crop.
   */
  static Map<String, Tensor> of(Graph graph, CropEmbeddings embeddings) {
    Tensor overlaps = graph.input("overlaps");
    Tensor predicted = embeddings.predicted(graph);
    Map<String, Tensor> shows = new LinkedHashMap<>();
    shows.put("target crop", crops(graph, 0, 1));
    shows.put("base crop of the largest overlap", likeliest(graph, overlaps));
    shows.put("base crop predicted", likeliest(graph, predicted));
    shows.put("overlap error", error(graph, overlaps, predicted));
    Tensor guess = graph.scalar(1.0 / overlaps.shape()[2]);
    shows.put("overlap error of equal shares", error(graph, overlaps, guess));
    return shows;
  }

  private static Tensor error(Graph graph, Tensor overlaps, Tensor predicted) {
    return graph.mean(graph.abs(graph.sub(overlaps, predicted)), false);
  }

  /** The base crop with the largest share in the first target of each sample. */
  private static Tensor likeliest(Graph graph, Tensor shares) {
    int samples = shares.shape()[0];
    int targets = shares.shape()[1];
    int bases = shares.shape()[2];
    Tensor first = graph.reshape(graph.slice(shares, 1, 0, 1), samples, bases);
    Tensor chosen = graph.oneHot(graph.argmax(first, 1), bases);
    Tensor weights = graph.reshape(chosen, samples, bases, 1, 1, 1);
    return graph.sum(graph.mul(crops(graph, targets, bases), weights), true, 1);
  }

  /** Some crops of each sample, {@code [B, count, D, H, W]}. */
  private static Tensor crops(Graph graph, int start, int count) {
    Tensor crops = graph.input("crops");
    int[] size = crops.shape();
    int samples = graph.input("overlaps").shape()[0];
    Tensor perSample = graph.reshape(crops, samples, size[0] / samples, size[2], size[3], size[4]);
    return graph.slice(perSample, 1, start, count);
  }
}
