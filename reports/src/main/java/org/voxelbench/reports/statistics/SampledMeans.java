package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Mean Dice of every method and seed on one data set, from all cases and from samples of them,
 * drawn with replacement, the same cases for all methods and seeds.
 *
 * @param cases Dice of the single cases
 * @param all from all cases, {@code [method, seed]}; NaN where nothing is defined
 * @param samples from each sample, {@code [sample, method, seed]}
 */
public record SampledMeans(CaseScores cases, double[][] all, double[][][] samples) {

  /**
   * Draws.
   *
   * @param dataset with Dice of single cases
   */
  public static SampledMeans of(DatasetScores dataset, int samples, long seed) {
    CaseScores cases = dataset.cases().orElseThrow().canonical();
    CaseMeans means =
        new CaseMeans(new DatasetScores(dataset.name(), dataset.dice(), Optional.of(cases)));
    CaseDraws draws = new CaseDraws(seed, dataset.name());
    return new SampledMeans(
        cases,
        means.bySeed(null),
        IntStream.range(0, samples)
            .parallel()
            .mapToObj(sample -> means.bySeed(draws.weights(sample, cases.cases())))
            .toArray(double[][][]::new));
  }

  /** The seeds in which each of the methods has a Dice. */
  public int[] seeds(int... methods) {
    return IntStream.range(0, cases.seeds())
        .filter(s -> Arrays.stream(methods).noneMatch(m -> Double.isNaN(all[m][s])))
        .toArray();
  }

  /** The mean over some seeds, one that stands there twice counting twice, of each method. */
  public static double[] over(double[][] bySeed, int... seeds) {
    double[] means = new double[bySeed.length];
    double[] chosen = new double[seeds.length];
    for (int m = 0; m < means.length; m++) {
      for (int s = 0; s < seeds.length; s++) {
        chosen[s] = bySeed[m][seeds[s]];
      }
      means[m] = CaseMeans.ofDefined(chosen);
    }
    return means;
  }
}
