package org.voxelbench.methods.voco;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.contrast.UnitVectors;

/**
 * The two terms of VoCo's loss, on embeddings of T target and M base crops of each sample (nnssl:
 * {@code voco_loss.py}).
 */
final class VocoLoss {

  private static final double TINY = 1e-6;

  private VocoLoss() {}

  /**
   * The predicted overlaps: cosine similarities of target and base crops, 0 where negative; no
   * gradient flows into the base crops.
   *
   * @param target {@code [B, T, F]}
   * @param base {@code [B, M, F]}
   * @return {@code [B, T, M]}
   */
  static Tensor predicted(Graph graph, Tensor target, Tensor base) {
    Tensor bases = graph.stopGradient(UnitVectors.of(graph, base));
    Tensor cosines = UnitVectors.products(graph, UnitVectors.of(graph, target), bases);
    // Rounding may exceed 1, and the logarithm below would then fall off its edge.
    return graph.min(graph.relu(cosines), graph.scalar(1));
  }

  /**
   * Cross-entropy of the overlap error, weighted by the overlap, plus the mean squared prediction
   * where nothing overlaps.
   *
   * @param predicted {@code [B, T, M]}
   * @param overlaps the true ones, of the same shape
   */
  static Tensor prediction(Graph graph, Tensor predicted, Tensor overlaps) {
    Tensor error = graph.abs(graph.sub(overlaps, predicted));
    Tensor entropy = graph.neg(graph.log(graph.add(graph.neg(error), 1 + TINY)));
    Tensor positive = ratio(graph, graph.mul(entropy, overlaps), overlaps);
    Tensor apart = graph.equal(overlaps, graph.scalar(0));
    Tensor negative =
        ratio(graph, graph.mul(graph.square(predicted), apart), graph.add(apart, TINY));
    return graph.add(positive, negative);
  }

  /** The sum of one over the sum of the other, over all samples. */
  private static Tensor ratio(Graph graph, Tensor values, Tensor counts) {
    return graph.div(
        graph.sumRanks(graph.sum(values, false)), graph.sumRanks(graph.sum(counts, false)));
  }

  /**
   * The mean over samples and pairs of base crops of how alike they are.
   *
   * @param base {@code [B, M, F]}
   */
  static Tensor regularization(Graph graph, Tensor base, Regularizer regularizer) {
    int samples = base.shape()[0];
    int crops = base.shape()[1];
    Tensor bases = UnitVectors.of(graph, base);
    Tensor alike = regularizer.of(graph, graph.relu(UnitVectors.products(graph, bases, bases)));
    Tensor sum = graph.sum(graph.mul(alike, graph.constant(pairs(crops))), false);
    return graph.meanRanks(graph.mul(sum, 2.0 / ((double) samples * crops * (crops - 1))));
  }

  /** 1 above the diagonal, {@code [M, M]}. */
  private static NdArray pairs(int crops) {
    float[] pairs = new float[crops * crops];
    for (int i = 0; i < crops; i++) {
      for (int j = i + 1; j < crops; j++) {
        pairs[i * crops + j] = 1;
      }
    }
    return NdArray.of(new int[] {crops, crops}, pairs);
  }
}
