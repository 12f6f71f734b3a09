package org.voxelbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.protocol.results.ExperimentSummary;
import org.voxelbench.protocol.results.ExperimentSummary.MethodNote;
import org.voxelbench.protocol.results.ResultRow;

/**
 * Everything the report shows, computed once.
 *
 * @param experiment the rows and their summary
 * @param scores Dice per data set, method and class
 * @param standings ranks over the test, the development and all data sets, as far as there are any
 * @param names what the page calls each method, by id
 * @param baseline the method without pre-training
 */
record Results(
    Experiment experiment,
    Scores scores,
    List<Standings> standings,
    Map<String, String> names,
    Optional<MethodNote> baseline) {

  /**
   * Computes.
   *
   * @throws ReportException if the rows can't be compared
   */
  static Results of(List<ResultRow> rows, ExperimentSummary summary) {
    Experiment experiment = Experiment.of(rows, summary);
    Scores scores = Scores.of(experiment);
    List<Standings> standings = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      if (!experiment.datasets(scope).isEmpty()) {
        standings.add(Standings.of(experiment, scores, scope));
      }
    }
    return new Results(
        experiment, scores, List.copyOf(standings), experiment.methodNames(), Baseline.of(summary));
  }

  /** The ranks that answer the question: those over test data sets, if there are any. */
  Standings headline() {
    return standings.get(0);
  }

  Standings standings(Scope scope) {
    return standings.stream().filter(s -> s.scope() == scope).findFirst().orElseThrow();
  }

  String name(MethodNote method) {
    return names.get(method.id());
  }
}
