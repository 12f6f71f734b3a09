package org.voxelbench.engine.torch.ops;

/** Where a piece of a run's history ends and others begin. */
interface TapeEntry {

  /**
   * Passes the gradient by what begins here on to what ends here, and gives up what it is computed
   * from.
   *
   * @param gradients where those by weights are written
   */
  void goBack(LeafGradients gradients);
}
