package org.voxelbench.evaluation.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.Metrics;

/** The eight numbers of a case and class under the keys of nnU-Net's {@code summary.json}. */
final class SummaryNumbers {

  private SummaryNumbers() {}

  /** Counts as whole numbers, Dice and IoU as decimals, in the order of the keys. */
  static Map<String, Number> of(ClassScore score) {
    Confusion confusion = score.confusion();
    Map<String, Number> numbers = new TreeMap<>();
    numbers.put("Dice", score.value(Metrics.DICE));
    numbers.put("IoU", score.value(Metrics.IOU));
    numbers.put("TP", confusion.tp());
    numbers.put("FP", confusion.fp());
    numbers.put("FN", confusion.fn());
    numbers.put("TN", confusion.tn());
    numbers.put("n_pred", confusion.predicted());
    numbers.put("n_ref", confusion.reference());
    return numbers;
  }
}
