package org.voxelbench.reports.statistics;

import java.util.Arrays;

/**
 * A ranking and the same from samples of the cases.
 *
 * @param full each method's rank (or average rank) from all cases
 * @param sampled the same from each sample, {@code [sample, method]}
 */
public record RankSamples(double[] full, double[][] sampled) {

  /**
   * How much rankings from samples agree with the full one, by {@link KendallTau}.
   *
   * @param median the middle one
   * @param interval where 95 % of them are
   * @param defined samples for which there is a tau; if none, the other numbers are NaN
   */
  public record Agreement(double median, Interval interval, int defined) {}

  /** Where 95 % of the samples have a method's rank (percentile interval). */
  public Interval interval(int method) {
    return Interval.of(Arrays.stream(sampled).mapToDouble(s -> s[method]).toArray());
  }

  /**
   * Share of the samples in which a method takes a place, {@code [method, place - 1]}; a tie counts
   * in equal parts to the places it spans, so that methods and places each sum to 1.
   */
  public double[][] places() {
    double[][] places = new double[full.length][full.length];
    for (double[] sample : sampled) {
      double[] ranks = Ranks.ofLosses(sample);
      for (int m = 0; m < ranks.length; m++) {
        double rank = ranks[m];
        int tied = (int) Arrays.stream(ranks).filter(r -> r == rank).count();
        int first = (int) Math.round(rank - (tied - 1) / 2.0) - 1;
        for (int place = first; place < first + tied; place++) {
          places[m][place] += 1.0 / tied / sampled.length;
        }
      }
    }
    return places;
  }

  /** Share of the samples in which the same methods are first as in the full ranking. */
  public double sameLead() {
    boolean[] leaders = leaders(full);
    long same = Arrays.stream(sampled).filter(s -> Arrays.equals(leaders(s), leaders)).count();
    return (double) same / sampled.length;
  }

  private static boolean[] leaders(double[] values) {
    double[] ranks = Ranks.ofLosses(values);
    double best = Arrays.stream(ranks).min().orElseThrow();
    boolean[] leaders = new boolean[ranks.length];
    for (int m = 0; m < ranks.length; m++) {
      leaders[m] = ranks[m] == best;
    }
    return leaders;
  }

  /** Kendall's tau-b of the samples' rankings against the full one. */
  public Agreement agreement() {
    double[] order = Ranks.ofLosses(full);
    double[] taus =
        Arrays.stream(sampled)
            .mapToDouble(s -> KendallTau.of(order, Ranks.ofLosses(s)))
            .filter(tau -> !Double.isNaN(tau))
            .sorted()
            .toArray();
    return taus.length == 0
        ? new Agreement(Double.NaN, new Interval(Double.NaN, Double.NaN), 0)
        : new Agreement(Interval.quantile(taus, 0.5), Interval.of(taus), taus.length);
  }
}
