package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * The value below which a share of the cases lies, interpolated linearly between cases (R's type
   * 7, NumPy's default).
   *
   * @param share in [0, 1]
   * @return Dice in [0, 1]; NaN without cases
   */
  public double quantile(double share) {
    double[] sorted = byCase.values().stream().mapToDouble(d -> d).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
