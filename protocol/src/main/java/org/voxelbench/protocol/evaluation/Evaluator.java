package org.voxelbench.protocol.evaluation;

import java.util.List;
import java.util.OptionalInt;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.results.CaseStatus;

/**
 * Scores label maps of whole cases, in their original geometry.
 *
 * @param classes what is scored
 * @param ignoreLabel reference label whose voxels are left out of every count
 */
public record Evaluator(List<EvaluatedClass> classes, OptionalInt ignoreLabel) {

  public Evaluator {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new ProtocolException("there is no class to evaluate.");
    }
  }

  /** An evaluator of a data set's foreground labels or regions. */
  public static Evaluator of(Labels labels) {
    return new Evaluator(EvaluatedClass.of(labels), labels.ignoreLabel());
  }

  /**
   * Scores a prediction.
   *
   * @throws ProtocolException naming the case, if the two don't lie on the same voxels
   */
  public CaseScore score(String caseId, LabelMap prediction, LabelMap reference) {
    SameGeometry.check(caseId, prediction.geometry(), reference.geometry());
    JointHistogram histogram =
        new JointHistogram(classes, ignoreLabel, reference.labels(), prediction.labels());
    return new CaseScore(
        caseId,
        classes.stream()
            .map(
                evaluated -> {
                  Confusion confusion = histogram.confusion(evaluated);
                  CaseStatus status = confusion.absent() ? CaseStatus.EMPTY : CaseStatus.SCORED;
                  return new ClassScore(evaluated, status, confusion);
                })
            .toList());
  }

  /** Scores a case whose prediction is missing: 0 for every class, as if nothing were predicted. */
  public CaseScore missing(String caseId, LabelMap reference) {
    JointHistogram histogram =
        new JointHistogram(
            classes, ignoreLabel, reference.labels(), new short[reference.labels().length]);
    return new CaseScore(
        caseId,
        classes.stream()
            .map(
                evaluated ->
                    new ClassScore(evaluated, CaseStatus.MISSING, histogram.confusion(evaluated)))
            .toList());
  }
}
