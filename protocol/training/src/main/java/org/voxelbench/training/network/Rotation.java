package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;

/**
 * The rotary position embedding of a grid of cells: neighbouring values of a query or key turn by
 * angles that grow with the cell's place along D, H and W, a third of them with each (Su et al.
 * 2021; timm: {@code pos_embed_sincos.py}). Registers, which have no place, don't turn.
 *
 * @param cos cosines of the angles, {@code [1 or N, 1, T, D]}
 * @param sin sines of the angles, negative for the first of each pair, of the same shape
 */
record Rotation(Tensor cos, Tensor sin) {

  private static final double TEMPERATURE = 10_000;
  private static final int AXES = 3;

  /** The angles of all tokens, registers first. */
  static Rotation of(Graph graph, PrimusArchitecture architecture) {
    int registers = architecture.size().registers();
    int width = architecture.size().headWidth();
    int tokens = registers + architecture.tokens();
    float[] cos = new float[tokens * width];
    float[] sin = new float[tokens * width];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < width; i++) {
        // PyTorch's own arithmetic is single here.
        float angle = token < registers ? 0 : angle(architecture, token - registers, i / 2);
        cos[token * width + i] = (float) Math.cos(angle);
        sin[token * width + i] = (float) (i % 2 == 0 ? -Math.sin(angle) : Math.sin(angle));
      }
    }
    int[] shape = {1, 1, tokens, width};
    return new Rotation(
        graph.constant(NdArray.of(shape, cos)), graph.constant(NdArray.of(shape, sin)));
  }

  private static float angle(PrimusArchitecture architecture, int cell, int pair) {
    int bands = architecture.size().headWidth() / 2 / AXES;
    int[] grid = architecture.grid();
    int[] place = {cell / (grid[1] * grid[2]), cell / grid[2] % grid[1], cell % grid[2]};
    float exponent = (float) (pair % bands) / bands;
    float band = (float) (1 / Math.pow(TEMPERATURE, exponent));
    return place[pair / bands] * band;
  }

  /**
   * The angles of some tokens.
   *
   * @param kept their places among all tokens, {@code [N, V]}
   */
  Rotation of(Graph graph, Tensor kept) {
    return new Rotation(gather(graph, cos, kept), gather(graph, sin, kept));
  }

  private static Tensor gather(Graph graph, Tensor angles, Tensor kept) {
    int samples = kept.shape()[0];
    int[] shape = angles.shape();
    Tensor all =
        graph.broadcastTo(
            graph.reshape(angles, 1, shape[2], shape[3]), samples, shape[2], shape[3]);
    return graph.reshape(graph.gather(all, kept), samples, 1, kept.shape()[1], shape[3]);
  }

  /**
   * Queries or keys, turned, in the arithmetic of the angles.
   *
   * @param x {@code [N, heads, T, D]}
   */
  Tensor apply(Graph graph, Tensor x) {
    int[] shape = x.shape();
    Tensor pairs = graph.reshape(x, shape[0] * shape[1], shape[2], shape[3] / 2, 2);
    Tensor swapped = graph.reshape(graph.flip(pairs, 3), shape);
    return graph.add(graph.mul(x, cos), graph.mul(swapped, sin));
  }
}
