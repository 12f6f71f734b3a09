package org.voxelbench.evaluation.metrics;

import java.util.Map;
import java.util.TreeMap;

/** The eight numbers of a case and class under the keys of nnU-Net's {@code summary.json}. */
final class Metrics {

  private Metrics() {}

  /** Counts as whole numbers, Dice and IoU as decimals, in the order of the keys. */
  static Map<String, Number> of(ClassScore score) {
    Confusion confusion = score.confusion();
    Map<String, Number> metrics = new TreeMap<>();
    metrics.put("Dice", score.dice());
    metrics.put("IoU", score.iou());
    metrics.put("TP", confusion.tp());
    metrics.put("FP", confusion.fp());
    metrics.put("FN", confusion.fn());
    metrics.put("TN", confusion.tn());
    metrics.put("n_pred", confusion.predicted());
    metrics.put("n_ref", confusion.reference());
    return metrics;
  }
}
