package org.voxelbench.evaluation.inference;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** What of a network a prediction needs. */
@FunctionalInterface
public interface Forward {

  /**
   * The scores of each class (or region); pure, as a {@link org.voxelbench.engine.Program} is.
   *
   * @param image {@code [N, C, d, h, w]}
   * @return {@code [N, K, d, h, w]}
   */
  Tensor logits(Graph graph, Tensor image);
}
