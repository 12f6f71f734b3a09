package org.voxelbench.methods.voco;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** How much it costs that two base crops are alike. */
public enum Regularizer {
  /** Their positive cosine similarity, as in nnssl. */
  LINEAR {
    @Override
    Tensor of(Graph graph, Tensor positive) {
      return positive;
    }
  },
  /** Its square, as in the authors' code. */
  SQUARED {
    @Override
    Tensor of(Graph graph, Tensor positive) {
      return graph.square(positive);
    }
  };

  /**
   * @param positive cosine similarities with 0 for negative ones
   */
  abstract Tensor of(Graph graph, Tensor positive);
}
