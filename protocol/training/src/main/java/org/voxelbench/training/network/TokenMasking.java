package org.voxelbench.training.network;

import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** What a method does to a transformer's tokens before its first block. */
public interface TokenMasking {

  /**
   * The tokens of the image's cells, before their places are added.
   *
   * @param tokens {@code [N, T, width]}, the grid's cells in the order D, H, W
   * @return of the same shape
   */
  default Tensor replace(Graph graph, Tensor tokens) {
    return tokens;
  }

  /**
   * The places of the tokens that enter the blocks, {@code [N, V]}, each from 0 to T - 1; empty if
   * all do.
   */
  default Optional<Tensor> kept(Graph graph) {
    return Optional.empty();
  }

  /** Every token as it is. */
  static TokenMasking none() {
    return new TokenMasking() {};
  }
}
