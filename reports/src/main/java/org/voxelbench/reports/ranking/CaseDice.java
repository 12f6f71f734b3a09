package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.reports.statistics.CaseScores;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.ScoreMatrix;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;

/** The rows' Dice as statistics take it. */
final class CaseDice {

  private CaseDice() {}

  /**
   * All methods on all data sets; a method that lacks a run on a data set has no Dice there.
   *
   * @param experiment the rows
   * @param scores their means
   */
  static ScoreMatrix of(ComparableRows experiment, Scores scores) {
    List<DatasetScores> datasets = new ArrayList<>();
    for (DatasetNote dataset : experiment.datasets()) {
      double[] dice = scores.cells(dataset).stream().mapToDouble(MethodScore::dice).toArray();
      datasets.add(
          new DatasetScores(dataset.name(), dice, Optional.of(cases(experiment, dataset, dice))));
    }
    return new ScoreMatrix(experiment.methods().stream().map(MethodNote::id).toList(), datasets);
  }

  private static CaseScores cases(ComparableRows experiment, DatasetNote dataset, double[] dice) {
    List<ResultRow> rows = experiment.rows(dataset).stream().filter(Scores::foreground).toList();
    Map<String, Integer> methods = new HashMap<>();
    experiment.methods().forEach(m -> methods.put(m.id(), methods.size()));
    Map<String, Integer> cases = new HashMap<>();
    Map<Long, Integer> seeds = new HashMap<>();
    Map<String, Integer> labels = new HashMap<>();
    for (ResultRow row : rows) {
      cases.putIfAbsent(row.caseId(), cases.size());
      seeds.putIfAbsent(row.seed(), seeds.size());
      labels.putIfAbsent(row.label(), labels.size());
    }
    int places = Math.max(1, seeds.size()) * Math.max(1, labels.size());
    double[] sums = new double[cases.size() * methods.size() * places];
    int[] folds = new int[sums.length];
    for (ResultRow row : rows) {
      int method = methods.get(row.method());
      double value = Scores.dice(row);
      if (!Double.isNaN(value) && !Double.isNaN(dice[method])) {
        int i = cases.get(row.caseId()) * methods.size() + method;
        i = (i * seeds.size() + seeds.get(row.seed())) * labels.size() + labels.get(row.label());
        sums[i] += value;
        folds[i]++;
      }
    }
    Arrays.setAll(sums, i -> sums[i] / folds[i]);
    return new CaseScores(
        methods.size(), Math.max(1, seeds.size()), Math.max(1, labels.size()), sums);
  }
}
