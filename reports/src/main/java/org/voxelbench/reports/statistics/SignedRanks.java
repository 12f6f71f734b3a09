package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Paired differences in the order of their size, ready for many samples of the pairs. */
final class SignedRanks {

  private final double[] differences;

  /** Places of the differences that are neither 0 nor NaN, smallest absolute value first. */
  private final int[] order;

  private final int zeros;

  /**
   * @param differences of each case; NaN where the case is no pair
   */
  SignedRanks(double[] differences) {
    this.differences = differences;
    order =
        IntStream.range(0, differences.length)
            .filter(c -> Math.abs(differences[c]) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> Math.abs(differences[c])))
            .mapToInt(Integer::intValue)
            .toArray();
    zeros = (int) IntStream.range(0, differences.length).filter(c -> differences[c] == 0).count();
  }

  /**
   * The test on a sample.
   *
   * @param weights how often each case is in the sample; null for each once
   */
  Wilcoxon test(int[] weights) {
    int[] ties = new int[order.length];
    int groups = 0;
    int used = 0;
    double plus = 0;
    double minus = 0;
    for (int from = 0; from < order.length; ) {
      double size = Math.abs(differences[order[from]]);
      int up = 0;
      int down = 0;
      int next = from;
      for (; next < order.length && Math.abs(differences[order[next]]) == size; next++) {
        int weight = weights == null ? 1 : weights[order[next]];
        up += differences[order[next]] > 0 ? weight : 0;
        down += differences[order[next]] > 0 ? 0 : weight;
      }
      if (up + down > 0) {
        double rank = used + (up + down + 1) / 2.0;
        plus += up * rank;
        minus += down * rank;
        used += up + down;
        ties[groups++] = up + down;
      }
      from = next;
    }
    return Wilcoxon.of(plus, minus, zeros, Arrays.copyOf(ties, groups));
  }
}
