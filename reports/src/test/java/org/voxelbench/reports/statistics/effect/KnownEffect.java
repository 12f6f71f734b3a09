package org.voxelbench.reports.statistics.effect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.reports.statistics.CaseScores;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.SampledMeans;
import org.voxelbench.reports.statistics.ScoreMatrix;

/**
 * Dice of two methods of which the first is ahead by a known amount, with known spread.
 *
 * @param effect its lead on every data set
 * @param datasets how many data sets
 * @param cases cases of each of them
 * @param seeds how many seeds
 * @param ofCases standard deviation over cases of the lead
 * @param ofSeeds likewise over seeds, each data set's its own
 * @param ofBoth likewise of each prediction
 */
record KnownEffect(
    double effect,
    int datasets,
    int cases,
    int seeds,
    double ofCases,
    double ofSeeds,
    double ofBoth) {

  /** One outcome of many. */
  ScoreMatrix draw(int number) {
    RandomStream random = new RandomStreams(18).stream("made-up Dice", number);
    return new ScoreMatrix(
        List.of("better", "worse"),
        IntStream.range(0, datasets).mapToObj(d -> dataset("D" + d, random)).toList());
  }

  List<String> names() {
    return IntStream.range(0, datasets).mapToObj(d -> "D" + d).toList();
  }

  private DatasetScores dataset(String name, RandomStream random) {
    double[] seedLeads = normal(seeds, ofSeeds, random);
    double[] dice = new double[cases * 2 * seeds];
    for (int c = 0; c < cases; c++) {
      double lead = effect + random.nextGaussian(0, ofCases);
      double base = random.uniform(0.3, 0.5);
      for (int s = 0; s < seeds; s++) {
        dice[c * 2 * seeds + s] = base + lead + seedLeads[s] + random.nextGaussian(0, ofBoth);
        dice[(c * 2 + 1) * seeds + s] = base;
      }
    }
    boolean[] measured = new boolean[cases * seeds];
    Arrays.fill(measured, true);
    return of(name, new CaseScores(2, seeds, 1, dice, measured));
  }

  private static double[] normal(int count, double deviation, RandomStream random) {
    return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian(0, deviation)).toArray();
  }

  /** With the means of these cases. */
  static DatasetScores of(String name, CaseScores cases) {
    double[] unknown = new double[cases.methods()];
    SampledMeans means =
        SampledMeans.of(new DatasetScores(name, unknown, Optional.of(cases)), 1, 0);
    return new DatasetScores(
        name, SampledMeans.over(means.all(), means.seeds(0, 1)), Optional.of(cases));
  }
}
