package org.voxelbench.evaluation.metrics;

import org.voxelbench.evaluation.surface.SurfaceScore;
import org.voxelbench.results.CaseStatus;

/**
 * One case and class, scored by the policy: a missing prediction counts as 0, a class in neither
 * reference nor prediction is left out, and a false positive on an empty reference scores 0.
 *
 * @param evaluated the class
 * @param status how it counts
 * @param confusion the voxels
 * @param surface the surfaces; {@link SurfaceScore#WORST} if the prediction is missing
 */
public record ClassScore(
    EvaluatedClass evaluated, CaseStatus status, Confusion confusion, SurfaceScore surface) {

  /** Dice in [0, 1]; NaN where the status is {@link CaseStatus#EMPTY}. */
  public double dice() {
    return status == CaseStatus.MISSING ? 0 : confusion.dice();
  }

  /** Intersection over union in [0, 1]; NaN where the status is {@link CaseStatus#EMPTY}. */
  public double iou() {
    return status == CaseStatus.MISSING ? 0 : confusion.iou();
  }
}
