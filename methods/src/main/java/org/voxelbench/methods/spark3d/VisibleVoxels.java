package org.voxelbench.methods.spark3d;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/**
 * Which voxels of feature maps of one resolution are visible, and ops on these alone.
 *
 * <p>Masks and means are cast to the maps' own type, so that maps in bfloat16 stay so: in 32-bit
 * floats they would take twice the memory. Rounding the stretched mask changes nothing that the
 * norm behind it doesn't take out again.
 */
final class VisibleVoxels {

  private final Graph graph;
  private final Tensor visible;
  private final Tensor count;
  private final Tensor shrink;
  private final Tensor stretchedVisible;

  /**
   * @param visible {@code [N, 1, D, H, W]}, 1 = visible, 0 = masked
   */
  VisibleVoxels(Graph graph, Tensor visible) {
    this.graph = graph;
    this.visible = visible;
    int[] shape = visible.shape();
    double voxels = (double) shape[2] * shape[3] * shape[4];
    // A resolution coarser than the mask's cells in some axes only may show none of a sample.
    count = graph.max(graph.sum(visible, true, 2, 3, 4), graph.scalar(1));
    shrink = graph.sqrt(graph.mul(count, 1 / voxels));
    stretchedVisible = graph.castLike(graph.div(visible, shrink), visible);
  }

  /** The values with 0 where masked. */
  Tensor only(Tensor x) {
    return graph.mul(x, graph.castLike(visible, x));
  }

  /**
   * The values with a token where masked.
   *
   * @param x 0 where masked, {@code [N, C, D, H, W]}
   * @param token {@code [1, C, 1, 1, 1]}
   */
  Tensor fill(Tensor x, Tensor token) {
    Tensor masked = graph.castLike(graph.add(graph.neg(visible), 1), x);
    return graph.add(x, graph.mul(masked, graph.castLike(token, x)));
  }

  /**
   * Instance normalisation by mean and biased variance of the visible voxels; 0 where masked.
   *
   * <p>Deviations from the visible mean, 0 where masked, are stretched by the root of (all voxels /
   * visible voxels): over all voxels they then have mean 0 and the variance of the visible ones, so
   * that the engine's instance norm does the rest, and scales shrink by the same factor.
   *
   * @param x 0 where masked, {@code [N, C, D, H, W]}
   * @param gamma {@code [C]}, or null for 1
   * @param beta {@code [C]}, or null for 0
   */
  Tensor instanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    int[] shape = x.shape();
    int maps = shape[0] * shape[1];
    Tensor mean = graph.div(graph.sum(x, true, 2, 3, 4), count);
    Tensor deviations =
        graph.mul(graph.sub(x, graph.castLike(mean, x)), graph.castLike(stretchedVisible, x));
    // Samples differ in their scales, so each sample's channels become channels of their own.
    Tensor normalised =
        graph.instanceNorm(
            graph.reshape(deviations, 1, maps, shape[2], shape[3], shape[4]),
            eachSample(graph.mul(shrink, perChannel(gamma)), shape),
            beta == null ? null : eachSample(perChannel(beta), shape),
            eps);
    return only(graph.reshape(normalised, shape));
  }

  private Tensor perChannel(Tensor values) {
    return values == null ? graph.scalar(1) : graph.reshape(values, 1, values.shape()[0], 1, 1, 1);
  }

  private Tensor eachSample(Tensor values, int[] shape) {
    Tensor all = graph.broadcastTo(values, shape[0], shape[1], 1, 1, 1);
    return graph.reshape(all, shape[0] * shape[1]);
  }
}
