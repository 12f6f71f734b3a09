package org.voxelbench.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ranks and Dice of samples of the cases: on each data set its cases are drawn with replacement, as
 * many as there are, the same ones for all methods, and everything is computed anew.
 *
 * <p>It shows how much of a ranking rests on which cases happened to be in the data sets; data sets
 * and seeds are not drawn. The draws follow from the seed alone, not from threads nor from the
 * order or names of cases and methods.
 *
 * @param names the data sets
 * @param full ranks from all cases, {@code [data set, method]}
 * @param ranks ranks of the samples, {@code [data set, sample, method]}
 * @param dice mean Dice of the samples, likewise; NaN where a method has no comparable result
 * @param cases how many cases each data set has; of one alone all samples are the same, and say
 *     nothing
 */
public record Bootstrap(
    List<String> names, double[][] full, double[][][] ranks, double[][][] dice, int[] cases) {

  /** How many samples a report takes. */
  public static final int SAMPLES = 1000;

  /** Seed of a report's draws: one for all, so that nobody can choose it. */
  public static final long SEED = 12345;

  /**
   * Draws.
   *
   * @param scores with Dice of single cases on every data set
   * @param scheme how to rank
   * @param samples how many samples, at least 1
   * @param seed of the draws
   */
  public static Bootstrap of(ScoreMatrix scores, RankingScheme scheme, int samples, long seed) {
    if (samples < 1) {
      throw new IllegalArgumentException("a bootstrap takes at least 1 sample, not " + samples);
    }
    List<double[][]> ranks = new ArrayList<>();
    List<double[][]> dice = new ArrayList<>();
    for (DatasetScores dataset : scores.datasets()) {
      DatasetScores canonical =
          new DatasetScores(
              dataset.name(), dataset.dice(), dataset.cases().map(CaseScores::canonical));
      double[][][] drawn = draw(canonical, scheme, samples, seed);
      ranks.add(drawn[0]);
      dice.add(drawn[1]);
    }
    return new Bootstrap(
        scores.datasets().stream().map(DatasetScores::name).toList(),
        AverageRanks.ranks(scores, scheme),
        ranks.toArray(double[][][]::new),
        dice.toArray(double[][][]::new),
        scores.datasets().stream().mapToInt(d -> d.cases().orElseThrow().cases()).toArray());
  }

  /** Ranks and Dice, {@code [which, sample, method]}. */
  private static double[][][] draw(
      DatasetScores dataset, RankingScheme scheme, int samples, long seed) {
    CaseMeans means = new CaseMeans(dataset);
    CaseRanking ranking = scheme.on(dataset);
    CaseDraws draws = new CaseDraws(seed, dataset.name());
    int cases = dataset.cases().orElseThrow().cases();
    double[][] ranks = new double[samples][];
    double[][] dice = new double[samples][];
    IntStream.range(0, samples)
        .parallel()
        .forEach(
            sample -> {
              int[] weights = draws.weights(sample, cases);
              dice[sample] = means.of(weights);
              ranks[sample] =
                  scheme == RankingScheme.AGGREGATE_THEN_RANK
                      ? Ranks.of(dice[sample])
                      : ranking.ranks(weights);
            });
    return new double[][][] {ranks, dice};
  }

  /** How many samples were drawn. */
  public int samples() {
    return ranks[0].length;
  }

  /** Whether samples of a data set can differ: it has two cases or more. */
  public boolean differs(String dataset) {
    return cases[names.indexOf(dataset)] > 1;
  }

  /** The ranks on one data set; empty if it has one case alone. */
  public Optional<RankSamples> on(String dataset) {
    int d = names.indexOf(dataset);
    return differs(dataset) ? Optional.of(new RankSamples(full[d], ranks[d])) : Optional.empty();
  }

  /** The average ranks over some of the data sets; empty if each has one case alone. */
  public Optional<RankSamples> over(List<String> datasets) {
    if (datasets.stream().noneMatch(this::differs)) {
      return Optional.empty();
    }
    int[] chosen = datasets.stream().mapToInt(names::indexOf).toArray();
    double[][] averages =
        IntStream.range(0, samples())
            .mapToObj(s -> Arrays.stream(chosen).mapToObj(d -> ranks[d][s]))
            .map(ofSample -> AverageRanks.of(ofSample.toArray(double[][]::new)))
            .toArray(double[][]::new);
    double[][] chosenFull = Arrays.stream(chosen).mapToObj(d -> full[d]).toArray(double[][]::new);
    return Optional.of(new RankSamples(AverageRanks.of(chosenFull), averages));
  }

  /**
   * Where 95 % of the samples have the mean Dice of a method that has a comparable result.
   *
   * <p>Samples that hold no case with a class, and so no Dice, are left out. Both ends are NaN if
   * the data set has one case alone.
   */
  public Interval dice(String dataset, int method) {
    if (!differs(dataset)) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double[] defined =
        Arrays.stream(dice[names.indexOf(dataset)])
            .mapToDouble(d -> d[method])
            .filter(d -> !Double.isNaN(d))
            .toArray();
    return Interval.of(defined);
  }
}
