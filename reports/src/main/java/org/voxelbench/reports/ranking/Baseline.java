package org.voxelbench.reports.ranking;

import java.util.List;
import java.util.Optional;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;

/**
 * The method to beat: the first of the protocol that spends no time on pre-training, which is
 * nnU-Net from scratch. Weights that others trained cost nothing here either, and are no such
 * start.
 */
final class Baseline {

  private Baseline() {}

  /** Empty if every method is pre-trained, or the summary lists no runs. */
  static Optional<MethodNote> of(ExperimentSummary summary) {
    return summary.methods().stream()
        .filter(m -> m.control() == Control.NONE && fromScratch(m, summary))
        .findFirst();
  }

  private static boolean fromScratch(MethodNote method, ExperimentSummary summary) {
    boolean preTrained =
        summary.recipes().stream()
            .anyMatch(r -> r.method().equals(method.id()) && r.preTrainingSteps() != 0);
    List<RunNote> done =
        summary.runs().stream()
            .filter(r -> r.method().equals(method.id()) && r.state() == RunState.DONE)
            .toList();
    return !preTrained
        && !done.isEmpty()
        && done.stream().allMatch(r -> r.preTrainingSeconds() == 0);
  }
}
