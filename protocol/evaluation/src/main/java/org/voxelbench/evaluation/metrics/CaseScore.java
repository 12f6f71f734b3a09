package org.voxelbench.evaluation.metrics;

import java.util.List;

/**
 * One case with the scores of all classes.
 *
 * @param caseId the case
 * @param classes one score per class, in the data set's order
 */
public record CaseScore(String caseId, List<ClassScore> classes) {

  public CaseScore {
    classes = List.copyOf(classes);
  }
}
