package org.voxelbench.methods.contrast;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** Vectors of length 1, whose products are cosine similarities. */
public final class UnitVectors {

  /** The length below which a vector is not stretched to 1 (PyTorch: {@code cosine_similarity}). */
  private static final double EPS = 1e-8;

  private UnitVectors() {}

  /**
   * The vectors along the last axis, each divided by its length, in full precision.
   *
   * @param x {@code [..., D]}
   */
  public static Tensor of(Graph graph, Tensor x) {
    Tensor vectors = graph.fullPrecision(x);
    Tensor squares = graph.sum(graph.square(vectors), true, -1);
    return graph.div(vectors, graph.sqrt(graph.max(squares, graph.scalar(EPS * EPS))));
  }

  /**
   * The product of each pair, in full precision, which a matrix product under mixed precision would
   * not keep.
   *
   * @param a unit vectors, {@code [..., M, D]}
   * @param b unit vectors, {@code [..., N, D]}, with the same leading axes
   * @return {@code [..., M, N]}
   */
  public static Tensor products(Graph graph, Tensor a, Tensor b) {
    int axis = a.shape().length - 1;
    Tensor rows = graph.reshape(a, inserted(a.shape(), axis));
    Tensor columns = graph.reshape(b, inserted(b.shape(), axis - 1));
    return graph.sum(graph.mul(rows, columns), false, -1);
  }

  /** A shape with a further axis of size 1 before the given one. */
  private static int[] inserted(int[] shape, int axis) {
    int[] longer = new int[shape.length + 1];
    System.arraycopy(shape, 0, longer, 0, axis);
    longer[axis] = 1;
    System.arraycopy(shape, axis, longer, axis + 1, shape.length - axis);
    return longer;
  }
}
