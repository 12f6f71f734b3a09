package org.voxelbench.evaluation.metrics;

/**
 * Voxels of one case and class by prediction and reference, those to ignore left out.
 *
 * <p>Dice and IoU as in nnU-Net, {@code evaluation/evaluate_predictions.py}.
 *
 * @param tp in both
 * @param fp in the prediction only
 * @param fn in the reference only
 * @param tn in neither
 */
public record Confusion(long tp, long fp, long fn, long tn) {

  /** {@code 2 tp / (2 tp + fp + fn)}; NaN if neither holds the class. */
  public double dice() {
    return absent() ? Double.NaN : 2.0 * tp / (2.0 * tp + fp + fn);
  }

  /** {@code tp / (tp + fp + fn)}; NaN if neither holds the class. */
  public double iou() {
    return absent() ? Double.NaN : (double) tp / (tp + fp + fn);
  }

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
    return tp + fp + fn == 0;
  }
}
