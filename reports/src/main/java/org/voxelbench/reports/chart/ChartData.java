package org.voxelbench.reports.chart;

import java.util.List;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * What charts are drawn from.
 *
 * @param results everything that was computed
 * @param cases Dice of each case, one entry for each data set and method, in their orders
 * @param costs what each method took
 */
public record ChartData(Results results, List<CaseSpread> cases, List<MethodCost> costs) {

  /** The cases of one data set, one entry for each method. */
  List<CaseSpread> cases(DatasetNote dataset) {
    return cases.stream().filter(spread -> spread.dataset().equals(dataset)).toList();
  }

  /** The methods' names, in their order. */
  List<String> names() {
    return List.copyOf(results.names().values());
  }
}
