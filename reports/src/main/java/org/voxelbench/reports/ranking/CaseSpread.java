package org.voxelbench.reports.ranking;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.DICE;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.Quantiles;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import tech.tablesaw.api.Row;

/**
 * Dice of each case of one method on one data set.
 *
 * @param dataset the data set
 * @param method the method
 * @param byCase case to the mean of its predictions' Dice in [0, 1] over folds and seeds, which are
 *     never taken for more cases; without the cases in which no class is defined
 */
public record CaseSpread(DatasetNote dataset, MethodNote method, SortedMap<String, Double> byCase) {

  /** One for each data set that has rows and each method, in their orders. */
  public static List<CaseSpread> all(ComparableRows experiment, Scores scores) {
    List<CaseSpread> all = new ArrayList<>();
    for (DatasetNote dataset : experiment.datasets()) {
      for (int m = 0; m < experiment.methods().size(); m++) {
        SortedMap<String, Double> dice = new TreeMap<>();
        for (Row row : Mean.over(scores.predictions(dataset, m), List.of(DICE), CASE)) {
          dice.put(experiment.rows().cases().get(row.getInt(CASE)), row.getDouble(DICE));
        }
        all.add(new CaseSpread(dataset, experiment.methods().get(m), dice));
      }
    }
    return List.copyOf(all);
  }

  /**
   * The value below which a share of the cases lies.
   *
   * @param share in [0, 1]
   * @return Dice in [0, 1]; NaN without cases
   */
  public double quantile(double share) {
    double[] dice = byCase.values().stream().mapToDouble(d -> d).toArray();
    return Quantiles.of(dice, share);
  }
}
