package org.voxelbench.evaluation.inference;

/** Hears of each patch that is done. */
@FunctionalInterface
public interface PatchListener {

  /** Tells nobody. */
  PatchListener NONE = (done, total) -> {};

  /**
   * Called after each patch, from the thread that predicts.
   *
   * @param done patches done so far
   * @param total patches of the case
   */
  void patch(int done, int total);
}
