package org.voxelbench.results.metric;

/**
 * Voxels of one case and class by prediction and reference, those to ignore left out.
 *
 * @param tp in both
 * @param fp in the prediction only
 * @param fn in the reference only
 * @param tn in neither
 */
public record Confusion(long tp, long fp, long fn, long tn) {

  /** Voxels of the class in the prediction. */
  public long predicted() {
    return tp + fp;
  }

  /** Voxels of the class in the reference. */
  public long reference() {
    return tp + fn;
  }

  /** Whether neither prediction nor reference holds the class. */
  public boolean absent() {
    return tp == 0 && fp == 0 && fn == 0;
  }

  /** Whether both prediction and reference hold the class. */
  public boolean inBoth() {
    return tp > 0 || fp > 0 && fn > 0;
  }
}
