package org.voxelbench.training.network;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;

/**
 * The rotary position embedding of a grid of cells: neighbouring values of a query or key turn by
 * angles that grow with the cell's place along D, H and W, a third of them with each (Su et al.
 * 2021; timm: {@code pos_embed_sincos.py}). Registers, which have no place, don't turn.
 *
 * @param cos cosines of the angles of pairs, {@code [1 or N, 1, T, D / 2]}
 * @param sin their sines, of the same shape
 */
record Rotation(Tensor cos, Tensor sin) {

  private static final double TEMPERATURE = 10_000;
  private static final int AXES = 3;

  /** The angles of all tokens, registers first. */
  static Rotation of(Graph graph, PrimusArchitecture architecture) {
    int registers = architecture.size().registers();
    int pairs = architecture.size().headWidth() / 2;
    int[] grid = architecture.grid();
    int tokens = registers + architecture.tokens();
    float[] cos = new float[tokens * pairs];
    float[] sin = new float[tokens * pairs];
    Arrays.fill(cos, 0, registers * pairs, 1);
    float[][][] turns = new float[AXES][][];
    for (int axis = 0; axis < AXES; axis++) {
      turns[axis] = turns(grid[axis], pairs / AXES);
    }
    int at = registers * pairs;
    for (int d = 0; d < grid[0]; d++) {
      for (int h = 0; h < grid[1]; h++) {
        for (int w = 0; w < grid[2]; w++) {
          for (float[] turn : List.of(turns[0][d], turns[1][h], turns[2][w])) {
            for (int i = 0; i < turn.length; i += 2, at++) {
              cos[at] = turn[i];
              sin[at] = turn[i + 1];
            }
          }
        }
      }
    }
    int[] shape = {1, 1, tokens, pairs};
    return new Rotation(
        graph.constant(NdArray.of(shape, cos)), graph.constant(NdArray.of(shape, sin)));
  }

  /** Cosine and sine of each band's angle, by the place along one axis. */
  private static float[][] turns(int places, int bands) {
    float[][] turns = new float[places][2 * bands];
    for (int band = 0; band < bands; band++) {
      // PyTorch's own arithmetic is single here.
      float exponent = (float) band / bands;
      float frequency = (float) (1 / Math.pow(TEMPERATURE, exponent));
      for (int place = 0; place < places; place++) {
        float angle = place * frequency;
        turns[place][2 * band] = (float) Math.cos(angle);
        turns[place][2 * band + 1] = (float) Math.sin(angle);
      }
    }
    return turns;
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
   * Queries or keys, turned, in full precision.
   *
   * @param x {@code [N, heads, T, D]}
   */
  Tensor apply(Graph graph, Tensor x) {
    return graph.rotary(x, cos, sin);
  }
}
