package org.voxelbench.reports.ranking;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.FOLD;
import static tech.tablesaw.aggregate.AggregateFunctions.countUnique;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxelbench.reports.controls.Trial;
import org.voxelbench.reports.controls.Trials;
import org.voxelbench.reports.rows.KeyedTable;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;
import tech.tablesaw.api.Table;

/** Every number of training cases and every control, each averaged as the ranked rows are. */
final class MeasuredTrials {

  private MeasuredTrials() {}

  /** Empty if there is nothing beyond what is ranked. */
  static Trials of(ComparableRows experiment) {
    List<Trial> trials = new ArrayList<>();
    List<MethodNote> methods = experiment.everyMethod();
    if (experiment.beyondRanks()) {
      for (TrainingCases size : experiment.sizes().all()) {
        trials.addAll(at(experiment.at(size), size));
      }
    }
    Map<String, Integer> preTrainings =
        methods.stream().collect(Collectors.toMap(MethodNote::id, experiment::seedsOfPreTraining));
    return new Trials(methods, preTrainings, experiment.measured(), List.copyOf(trials));
  }

  private static List<Trial> at(ComparableRows experiment, TrainingCases size) {
    Scores scores = Scores.ofDice(experiment);
    List<DatasetScores> dice = CaseDice.of(experiment, scores).datasets();
    List<Trial> trials = new ArrayList<>();
    for (int d = 0; d < dice.size(); d++) {
      DatasetNote dataset = experiment.datasets().get(d);
      List<MethodScore> cells = scores.cells(dataset);
      trials.add(
          new Trial(
              dataset,
              size,
              size.bounded() ? size.most() : ofFold(dataset, experiment.rows().of(d)),
              dice.get(d),
              cells.stream().map(cell -> cell.folds() > 0).toList(),
              cells.stream().map(cell -> gaps(experiment, cell)).toList()));
    }
    return trials;
  }

  /** All training images of a data set but those that a fold holds out, in the mean. */
  private static double ofFold(DatasetNote dataset, Table rows) {
    double heldOut =
        rows.summarize(CASE, countUnique)
            .by(FOLD)
            .numberColumn(KeyedTable.name(countUnique, CASE))
            .mean();
    return Math.max(1, dataset.cases() - heldOut);
  }

  /** Of a method that has rows, or runs, or a pre-training that should have led to some. */
  private static List<String> gaps(ComparableRows experiment, MethodScore cell) {
    boolean meant =
        cell.folds() > 0
            || !experiment.runs(cell.dataset(), cell.method()).isEmpty()
            || experiment.preTrainings(cell.method()).stream()
                .map(PreTrainingNote::state)
                .anyMatch(state -> state != RunState.DONE);
    return meant ? cell.gaps() : List.of();
  }
}
