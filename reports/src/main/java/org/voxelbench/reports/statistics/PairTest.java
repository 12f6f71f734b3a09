package org.voxelbench.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two methods compared on one data set, paired by case.
 *
 * <p>The Dice of a case is averaged over its classes, folds and seeds first, so that a case is one
 * pair however often it was predicted. A case that one of the two rightly found empty counts as its
 * 1, and is left out if both did.
 *
 * @param first a method's place
 * @param second another's
 * @param test Wilcoxon's signed-rank test of first less second
 * @param pHolm its two-sided p, corrected by Holm over all pairs of the data set
 * @param medianDifference median of first less second over the pairs; 0 without any
 * @param smallestP the smallest two-sided p that so many pairs could reach
 * @param smallestPHolm the same, corrected
 */
public record PairTest(
    int first,
    int second,
    Wilcoxon test,
    double pHolm,
    double medianDifference,
    double smallestP,
    double smallestPHolm) {

  /** Cases in which the two were compared. */
  public int pairs() {
    return test.used() + test.zeros();
  }

  /** All pairs of the methods that have a comparable result, in the order of the methods. */
  public static List<PairTest> on(DatasetScores dataset) {
    double[][] dice = dataset.cases().orElseThrow().byCase();
    List<PairTest> tests = new ArrayList<>();
    for (int i = 0; i < dice.length; i++) {
      for (int j = i + 1; j < dice.length; j++) {
        if (dataset.has(i) && dataset.has(j)) {
          tests.add(uncorrected(i, j, CasePairs.differences(dice[i], dice[j])));
        }
      }
    }
    double[] corrected = Holm.adjust(tests.stream().mapToDouble(t -> t.test.p()).toArray());
    for (int i = 0; i < corrected.length; i++) {
      tests.set(i, tests.get(i).corrected(corrected[i], corrected.length));
    }
    return List.copyOf(tests);
  }

  private static PairTest uncorrected(int first, int second, double[] differences) {
    Wilcoxon test = Wilcoxon.of(differences);
    double[] pairs = Arrays.stream(differences).filter(d -> !Double.isNaN(d)).sorted().toArray();
    double smallest = Wilcoxon.smallestP(pairs.length);
    return new PairTest(
        first,
        second,
        test,
        test.p(),
        pairs.length == 0 ? 0 : Interval.quantile(pairs, 0.5),
        smallest,
        smallest);
  }

  private PairTest corrected(double p, int family) {
    return new PairTest(
        first, second, test, p, medianDifference, smallestP, Math.min(1, family * smallestP));
  }
}
