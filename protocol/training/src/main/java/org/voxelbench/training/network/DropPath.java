package org.voxelbench.training.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/**
 * Stochastic depth (Huang et al. 2016): a training step leaves out residual branches, drawn for
 * each sample, and scales those that it takes up, so that their expectation stays what it is.
 *
 * <p>The rate grows linearly from 0 in the first block to {@link #MOST} in the last, for both
 * branches of a block (dynamic-network-architectures: {@code eva.py}; timm: {@code drop.py}).
 *
 * @param input the name of the batch's input {@code [N, 2 depth]}: for each branch 0, or 1 over the
 *     share of the samples that keep it; a batch without it leaves nothing out
 * @param depth the number of blocks
 */
public record DropPath(String input, int depth) {

  /** The rate of the last block. */
  static final double MOST = 0.2;

  private static final int BRANCHES = 2;

  /**
   * Draws for a batch.
   *
   * @param random a stream of each sample
   */
  public NdArray draw(int samples, IntFunction<RandomStream> random) {
    float[] factors = new float[samples * BRANCHES * depth];
    int at = 0;
    for (int sample = 0; sample < samples; sample++) {
      RandomStream own = random.apply(sample);
      for (int branch = 0; branch < BRANCHES * depth; branch++) {
        double keep = 1 - rate(branch / BRANCHES);
        factors[at++] = own.nextDouble() < keep ? (float) (1 / keep) : 0;
      }
    }
    return NdArray.of(new int[] {samples, BRANCHES * depth}, factors);
  }

  /** What leaves nothing out of a batch. */
  public NdArray all(int samples) {
    float[] factors = new float[samples * BRANCHES * depth];
    Arrays.fill(factors, 1);
    return NdArray.of(new int[] {samples, BRANCHES * depth}, factors);
  }

  private double rate(int block) {
    return depth == 1 ? 0 : MOST * block / (depth - 1);
  }

  /**
   * A branch as a step takes it.
   *
   * @param x {@code [M, T, width]}, of M a multiple of the batch's samples: that many parts of the
   *     first sample, of the second and so on share their sample's draw
   * @param second whether it is a block's second branch
   */
  Tensor apply(Graph graph, Tensor x, int block, boolean second) {
    Optional<Tensor> factors = factors(graph, x.shape()[0], block, second);
    return factors.map(each -> graph.mul(x, graph.castLike(each, x))).orElse(x);
  }

  private Optional<Tensor> factors(Graph graph, int parts, int block, boolean second) {
    if (!graph.hasInput(input) || rate(block) == 0) {
      return Optional.empty();
    }
    Tensor drawn = graph.slice(graph.input(input), 1, BRANCHES * block + (second ? 1 : 0), 1);
    int samples = drawn.shape()[0];
    Tensor each = graph.broadcastTo(drawn, samples, parts / samples);
    return Optional.of(graph.reshape(each, parts, 1, 1));
  }
}
