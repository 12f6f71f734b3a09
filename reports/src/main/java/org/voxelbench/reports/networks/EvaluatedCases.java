package org.voxelbench.reports.networks;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/**
 * On what the methods of a network were evaluated on a data set.
 *
 * @param dataHash hash of the data set's files
 * @param splitHash hash of its folds
 * @param trainingCases how many cases runs that are ranked train on
 * @param classes its classes with their label values
 * @param cases its cases with their folds
 */
record EvaluatedCases(
    String dataHash,
    String splitHash,
    TrainingCases trainingCases,
    Set<String> classes,
    Set<FoldCase> cases) {

  /** A case with the fold that holds it out; one name may be in several. */
  record FoldCase(String id, int fold) {

    @Override
    public String toString() {
      return "'" + id + "' of fold " + fold;
    }
  }

  /** Of rows that may be compared, with the number of training cases that ranks are read at. */
  static EvaluatedCases of(List<ResultRow> rows, String dataset, TrainingCases readAt) {
    List<ResultRow> own =
        rows.stream()
            .filter(row -> row.dataset().equals(dataset) && row.trainingCases().equals(readAt))
            .toList();
    return new EvaluatedCases(
        own.get(0).dataHash(),
        own.get(0).splitHash(),
        readAt,
        own.stream()
            .map(row -> row.label() + " = " + row.labelValues())
            .collect(Collectors.toCollection(TreeSet::new)),
        own.stream()
            .map(row -> new FoldCase(row.caseId(), row.fold()))
            .collect(Collectors.toSet()));
  }

  /** A number that isn't stated is taken for any. */
  boolean trainsOnAsManyAs(EvaluatedCases other) {
    return trainingCases.equals(other.trainingCases)
        || trainingCases.equals(TrainingCases.UNSTATED)
        || other.trainingCases.equals(TrainingCases.UNSTATED);
  }
}
