package org.voxelbench.evaluation.metrics;

import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;

/**
 * One case and class, scored by the policy: a missing prediction is at its worst, a class in
 * neither reference nor prediction is left out, and a false positive on an empty reference scores
 * 0.
 *
 * @param evaluated the class
 * @param status how it counts
 * @param confusion the voxels
 * @param values the metrics; all NaN where the status is {@link CaseStatus#EMPTY}
 */
public record ClassScore(
    EvaluatedClass evaluated, CaseStatus status, Confusion confusion, MetricValues values) {

  /** The value of a metric; NaN where it is undefined. */
  public double value(Metric metric) {
    return values.of(metric);
  }
}
