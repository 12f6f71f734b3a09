package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Friedman's test that all methods rank alike over the data sets, corrected for ties, with the F
 * statistic of Iman and Davenport.
 *
 * <p>Source: J. Demsar, Statistical comparisons of classifiers over multiple data sets, JMLR 7:1
 * (2006), section 3.2.2.
 *
 * @param answer whether there are numbers
 * @param methods number of methods, k
 * @param datasets number of data sets, n
 * @param chiSquare Friedman's statistic, of k - 1 degrees of freedom; NaN if there is none
 * @param f {@code (n - 1) chiSquare / (n (k - 1) - chiSquare)}, of k - 1 and (k - 1)(n - 1) degrees
 *     of freedom; NaN if there is none
 */
public record Friedman(Answer answer, int methods, int datasets, double chiSquare, double f) {

  /** What the test says. */
  public enum Answer {
    /** There is only one method. */
    ONE_METHOD,
    /** There is only one data set. */
    ONE_DATASET,
    /** All methods share one rank on every data set: there is nothing to test. */
    ALL_TIED,
    /** All data sets give the same ranks: chi-square is the highest possible, F has no value. */
    ALL_AGREE,
    /** Both statistics are there. */
    COMPUTED;

    /** Whether chi-square is there. */
    public boolean hasChiSquare() {
      return this == ALL_AGREE || this == COMPUTED;
    }
  }

  /**
   * The test.
   *
   * @param ranks {@code [data set, method]}, ties averaged
   */
  public static Friedman of(double[][] ranks) {
    int n = ranks.length;
    int k = ranks[0].length;
    double untied = 1 - tied(ranks) / ((double) k * ((double) k * k - 1) * n);
    if (k == 1 || n == 1 || untied < 1e-12) {
      Answer none = k == 1 ? Answer.ONE_METHOD : n == 1 ? Answer.ONE_DATASET : Answer.ALL_TIED;
      return new Friedman(none, k, n, Double.NaN, Double.NaN);
    }
    double spread = 0;
    for (double average : AverageRanks.of(ranks)) {
      spread += (average - (k + 1) / 2.0) * (average - (k + 1) / 2.0);
    }
    double chiSquare = 12.0 * n / (k * (k + 1.0)) * spread / untied;
    double most = n * (k - 1.0);
    if (most - chiSquare < 1e-9 * most) {
      return new Friedman(Answer.ALL_AGREE, k, n, chiSquare, Double.NaN);
    }
    return new Friedman(Answer.COMPUTED, k, n, chiSquare, (n - 1) * chiSquare / (most - chiSquare));
  }

  /** Sum over groups of t tied methods of t^3 - t. */
  private static double tied(double[][] ranks) {
    return Arrays.stream(ranks)
        .flatMap(
            dataset ->
                Arrays.stream(dataset)
                    .boxed()
                    .collect(Collectors.groupingBy(r -> r, Collectors.counting()))
                    .values()
                    .stream())
        .mapToDouble(t -> (double) t * t * t - t)
        .sum();
  }

  /** p of chi-square. */
  public double pChiSquare() {
    return ChiSquaredDistribution.of(methods - 1).survivalProbability(chiSquare);
  }

  /** p of F. */
  public double pF() {
    return FDistribution.of(methods - 1, (methods - 1.0) * (datasets - 1)).survivalProbability(f);
  }

  /** Kendall's W in [0, 1]: how much the data sets agree on the ranks. */
  public double agreement() {
    return chiSquare / (datasets * (methods - 1.0));
  }

  /** p of chi-square if every data set ranked the methods in the same order. */
  public double smallestP() {
    return ChiSquaredDistribution.of(methods - 1).survivalProbability(datasets * (methods - 1.0));
  }

  /** Probability that data sets which order the methods by chance all agree: k!^(1-n). */
  public double smallestExactP() {
    return Math.exp((1 - datasets) * LogGamma.value(methods + 1.0));
  }
}
