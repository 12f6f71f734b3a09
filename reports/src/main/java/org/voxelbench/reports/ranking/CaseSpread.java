package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.Quantiles;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Dice of each case of one method on one data set.
 *
 * @param dataset the data set
 * @param method the method
 * @param byCase case to the mean of its predictions' Dice in [0, 1] over folds and seeds, which are
 *     never taken for more cases; without the cases in which no class is defined
 */
public record CaseSpread(DatasetNote dataset, MethodNote method, SortedMap<String, Double> byCase) {

  private record Key(String dataset, String method) {}

  /** One for each data set that has rows and each method, in their orders. */
  public static List<CaseSpread> all(ComparableRows experiment, List<ScoredCase> cases) {
    Map<Key, SortedMap<String, List<Double>>> dice = new LinkedHashMap<>();
    for (ScoredCase scored : cases) {
      if (!Double.isNaN(scored.dice())) {
        dice.computeIfAbsent(new Key(scored.dataset(), scored.method()), key -> new TreeMap<>())
            .computeIfAbsent(scored.caseId(), id -> new ArrayList<>())
            .add(scored.dice());
      }
    }
    List<CaseSpread> all = new ArrayList<>();
    for (DatasetNote dataset : experiment.datasets()) {
      for (MethodNote method : experiment.methods()) {
        SortedMap<String, Double> means = new TreeMap<>();
        dice.getOrDefault(new Key(dataset.name(), method.id()), new TreeMap<>())
            .forEach((id, values) -> means.put(id, Mean.of(values)));
        all.add(new CaseSpread(dataset, method, means));
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
