package org.voxelbench.reports.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Nemenyi's comparison of all pairs of at least 2 methods by their average ranks.
 *
 * <p>Source: J. Demsar, Statistical comparisons of classifiers over multiple data sets, JMLR 7:1
 * (2006), section 3.2.2; the studentised range is computed, for any number of methods.
 *
 * @param averageRanks of each method
 * @param datasets number of data sets
 */
public record Nemenyi(double[] averageRanks, int datasets) {

  /** Two average ranks further apart differ at level alpha. */
  public double criticalDifference(double alpha) {
    return new StudentizedRange(averageRanks.length).quantile(alpha) * scale();
  }

  /** p of the difference of two methods. */
  public double p(int first, int second) {
    return p(Math.abs(averageRanks[first] - averageRanks[second]));
  }

  /** p of two methods of which one is first and the other last on every data set. */
  public double smallestP() {
    return p(averageRanks.length - 1.0);
  }

  private double p(double difference) {
    return new StudentizedRange(averageRanks.length).survival(difference / scale());
  }

  /**
   * The largest sets of methods, best first, of which no two differ at level alpha: the bars of a
   * critical-difference diagram. Methods that differ from all others are in none.
   *
   * @return places of the methods
   */
  public List<List<Integer>> groups(double alpha) {
    double critical = criticalDifference(alpha);
    List<Integer> order =
        IntStream.range(0, averageRanks.length)
            .boxed()
            .sorted(Comparator.comparingDouble(m -> averageRanks[m]))
            .toList();
    List<List<Integer>> groups = new ArrayList<>();
    int reached = 0;
    for (int from = 0; from < order.size(); from++) {
      int to = from;
      while (to < order.size()
          && averageRanks[order.get(to)] - averageRanks[order.get(from)] <= critical) {
        to++;
      }
      if (to - from > 1 && to > reached) {
        groups.add(order.subList(from, to));
        reached = to;
      }
    }
    return groups;
  }

  private double scale() {
    double k = averageRanks.length;
    return Math.sqrt(k * (k + 1) / (12 * datasets));
  }
}
