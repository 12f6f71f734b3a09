package org.voxelbench.reports.ranking;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.DICE;
import static org.voxelbench.reports.rows.ResultTable.LABEL;
import static org.voxelbench.reports.rows.ResultTable.METHOD;
import static org.voxelbench.reports.rows.ResultTable.SEED;

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
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

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
      CaseScores cases = cases(scores.means(dataset).cases(), dice);
      datasets.add(new DatasetScores(dataset.name(), dice, Optional.of(cases)));
    }
    return new ScoreMatrix(experiment.methods().stream().map(MethodNote::id).toList(), datasets);
  }

  private static CaseScores cases(Table rows, double[] dice) {
    Map<Integer, Integer> cases = new HashMap<>();
    rows.intColumn(CASE).forEach(place -> cases.putIfAbsent(place, cases.size()));
    int seeds = size(rows.intColumn(SEED));
    int labels = size(rows.intColumn(LABEL));
    double[] values = new double[cases.size() * dice.length * seeds * labels];
    Arrays.fill(values, Double.NaN);
    boolean[] measured = new boolean[cases.size() * seeds];
    for (Row row : rows) {
      measured[cases.get(row.getInt(CASE)) * seeds + row.getInt(SEED)] = true;
      int method = row.getInt(METHOD);
      if (!Double.isNaN(dice[method])) {
        int i = cases.get(row.getInt(CASE)) * dice.length + method;
        i = (i * seeds + row.getInt(SEED)) * labels + row.getInt(LABEL);
        values[i] = row.getDouble(DICE);
      }
    }
    return new CaseScores(dice.length, seeds, labels, values, measured);
  }

  /** One more than the highest place, so that each has its own; what no row has stays NaN. */
  private static int size(IntColumn places) {
    return places.isEmpty() ? 1 : 1 + (int) places.max();
  }
}
