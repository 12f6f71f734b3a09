package org.voxelbench.reports.statistics;

import java.util.stream.IntStream;

/**
 * How far two rankings order the same methods alike, and whether chance would do so as well:
 * Kendall's tau-b with the exact p of a permutation test, ties included.
 *
 * <p>Source: M. Kendall, A new measure of rank correlation, Biometrika 30 (1938).
 *
 * @param methods how many methods both rank
 * @param agreeing pairs of methods that both order alike
 * @param opposed pairs that they order the other way round; a pair tied in one of them is neither
 * @param tau tau-b; NaN if one of the rankings ties all methods or there are fewer than two
 * @param p share of all ways to hand one ranking's numbers out to the methods by which tau is at
 *     least as far from 0; NaN without tau, below {@value #FEWEST} methods, since two orders of two
 *     methods always have 1, and above {@value #MOST}
 * @param smallestP the smallest p that these numbers could give in any order; NaN where p is
 */
public record KendallTest(
    int methods, int agreeing, int opposed, double tau, double p, double smallestP) {

  /** Below so many methods there is no p. */
  public static final int FEWEST = 3;

  /** Above so many methods the ways are too many to go through. */
  public static final int MOST = 10;

  /**
   * The test of two rankings, both of which count from the same end.
   *
   * @param first a number of each method, such as its rank or its Dice
   * @param second another of the same methods in the same order
   */
  public static KendallTest of(double[] first, double[] second) {
    int[][] signsOfFirst = signs(first);
    int[][] signsOfSecond = signs(second);
    int agreeing = 0;
    int opposed = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < i; j++) {
        int product = signsOfFirst[i][j] * signsOfSecond[i][j];
        agreeing += product > 0 ? 1 : 0;
        opposed += product < 0 ? 1 : 0;
      }
    }
    double tau = KendallTau.of(first, second);
    if (Double.isNaN(tau) || first.length < FEWEST || first.length > MOST) {
      return new KendallTest(first.length, agreeing, opposed, tau, Double.NaN, Double.NaN);
    }
    Ways ways = new Ways(signsOfFirst, signsOfSecond);
    return new KendallTest(
        first.length,
        agreeing,
        opposed,
        tau,
        ways.shareFrom(Math.abs(agreeing - opposed)),
        ways.shareFrom(ways.furthest()));
  }

  /** Pairs of methods. */
  public int pairs() {
    return methods * (methods - 1) / 2;
  }

  /** {@code [i][j]} is 1 if number i is above number j, -1 if below, 0 if they are tied. */
  private static int[][] signs(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .mapToObj(
            i ->
                IntStream.range(0, numbers.length)
                    .map(j -> Double.compare(numbers[i], numbers[j]))
                    .map(Integer::signum)
                    .toArray())
        .toArray(int[][]::new);
  }

  /**
   * In how many ways the second ranking's numbers can be handed out so that agreeing less opposed
   * pairs have which absolute value. Tau's denominator is the same in all of them.
   */
  private static final class Ways {

    private final int[][] first;
    private final int[][] second;
    private final int[] handedOut;
    private final long[] counts;

    private Ways(int[][] first, int[][] second) {
      this.first = first;
      this.second = second;
      int methods = first.length;
      handedOut = new int[methods];
      counts = new long[methods * (methods - 1) / 2 + 1];
      handOut(0, 0, 0);
    }

    /**
     * Goes on with one method.
     *
     * @param used a bit for each number that a method before has
     * @param difference agreeing less opposed pairs of the methods before
     */
    private void handOut(int method, int used, int difference) {
      if (method == first.length) {
        counts[Math.abs(difference)]++;
        return;
      }
      for (int number = 0; number < first.length; number++) {
        if ((used & 1 << number) == 0) {
          handedOut[method] = number;
          int more = 0;
          for (int before = 0; before < method; before++) {
            more += first[method][before] * second[number][handedOut[before]];
          }
          handOut(method + 1, used | 1 << number, difference + more);
        }
      }
    }

    private int furthest() {
      int furthest = counts.length - 1;
      while (counts[furthest] == 0) {
        furthest--;
      }
      return furthest;
    }

    private double shareFrom(int difference) {
      long at = 0;
      long all = 0;
      for (int d = 0; d < counts.length; d++) {
        all += counts[d];
        at += d < difference ? 0 : counts[d];
      }
      return (double) at / all;
    }
  }
}
