package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;

/** The part of a transformer that turns an image into tokens. */
public interface TokenEncoder {

  /** The transformer's layout. */
  PrimusArchitecture architecture();

  /**
   * The tokens of an image's cells after the last block.
   *
   * @param image {@code [N, C, D, H, W]}
   * @return {@code [N, V, width]}, of all cells or of those that the masking kept, in its order
   */
  Tensor encode(Graph graph, Tensor image, TokenMasking masking);

  /**
   * Tokens of all cells as a feature map.
   *
   * @param tokens {@code [N, T, width]}
   * @return {@code [N, width, d, h, w]}
   */
  default Tensor map(Graph graph, Tensor tokens) {
    int[] grid = architecture().grid();
    int[] shape = tokens.shape();
    return graph.permute(
        graph.reshape(tokens, shape[0], grid[0], grid[1], grid[2], shape[2]), 0, 4, 1, 2, 3);
  }
}
