package org.voxelbench.reports.ranking;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.voxelbench.results.ResultRow;

/**
 * A metric of one method on one data set, by nnU-Net's chain of means.
 *
 * <p>For each seed, a class is averaged over all its cases: the folds of a seed validate different
 * cases, and nnU-Net pools them in one mean. A case that several folds predicted is first averaged
 * over them, and so counts once. The classes are averaged next, then the seeds; a seed is never
 * taken for more cases. A value that is NaN is left out; a class left out in all cases is undefined
 * and leaves the mean over classes.
 *
 * <p>Source: nnU-Net's {@code evaluate_predictions.py} ({@code foreground_mean}) and {@code
 * accumulate_cv_results.py}.
 *
 * @param bySeed for each seed, the mean of each class
 */
record ScoreAggregation(Map<Long, Map<String, Double>> bySeed) {

  /** The means of the rows of foreground classes. */
  static ScoreAggregation of(List<ResultRow> rows, ToDoubleFunction<ResultRow> metric) {
    Map<Long, Map<String, Double>> bySeed = new TreeMap<>();
    rows.stream()
        .filter(Scores::foreground)
        .collect(groupingBy(ResultRow::seed))
        .forEach((seed, ofSeed) -> bySeed.put(seed, byClass(ofSeed, metric)));
    return new ScoreAggregation(bySeed);
  }

  private static Map<String, Double> byClass(
      List<ResultRow> rowsOfSeed, ToDoubleFunction<ResultRow> metric) {
    return rowsOfSeed.stream()
        .collect(
            groupingBy(
                ResultRow::label,
                Collectors.collectingAndThen(
                    Collectors.toList(), rows -> overCases(rows, metric))));
  }

  private static double overCases(List<ResultRow> rowsOfClass, ToDoubleFunction<ResultRow> metric) {
    Map<String, List<Double>> byCase =
        rowsOfClass.stream()
            .collect(
                groupingBy(
                    ResultRow::caseId,
                    Collectors.mapping(metric::applyAsDouble, Collectors.toList())));
    return Mean.of(byCase.values().stream().map(Mean::of).toList());
  }

  /** Mean of a class over cases and seeds; NaN if no case has it. */
  double of(String label) {
    return Mean.of(bySeed.values().stream().map(m -> m.getOrDefault(label, Double.NaN)).toList());
  }

  /** Mean over cases, classes and seeds; NaN if nothing is defined. */
  double overall() {
    return Mean.of(spread().bySeed().values());
  }

  /** Mean over cases and classes of each seed. */
  SeedSpread spread() {
    SortedMap<Long, Double> means = new TreeMap<>();
    bySeed.forEach((seed, classes) -> means.put(seed, Mean.of(classes.values())));
    return new SeedSpread(means);
  }
}
