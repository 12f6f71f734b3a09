package org.voxelbench.training.augment;

/** Writes rows of a channel of the final patch. */
interface RowSource {

  /**
   * Writes one row.
   *
   * @param at where the row begins in the output
   */
  void fill(SampledRow row, float[] out, int at);
}
