package org.voxelbench.reports.statistics.effect;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.reports.statistics.SampledMeans;

/**
 * By how much a method is ahead of another on one data set, from samples of its cases and of its
 * seeds.
 *
 * @param ofCases squared standard error from the choice of cases
 * @param interaction squared standard error of what case and seed do together
 * @param seedSamples the lead from each sample of the seeds, with all cases
 * @param cases how many cases there are
 * @param seeds how many seeds there are
 */
record EffectDraws(
    VariancePart ofCases, double interaction, double[] seedSamples, int cases, int seeds) {

  /**
   * Of two methods that have a Dice there.
   *
   * @param stream of the draws of seeds
   */
  static EffectDraws of(
      EffectMeasure measure, SampledMeans means, int method, int other, RandomStream stream) {
    int[] seeds = means.seeds(method, other);
    int[] sizes = means.cases().casesOfClasses(method, other);
    VariancePart ofCases =
        VariancePart.ofSamples(caseSamples(measure, means, method, other, seeds), sizes);
    double interaction = 0;
    if (seeds.length > 1 && ofCases.known()) {
      double ofOneSeed =
          Arrays.stream(seeds)
              .mapToObj(seed -> caseSamples(measure, means, method, other, seed))
              .mapToDouble(leads -> VariancePart.ofSamples(leads, sizes).variance())
              .average()
              .orElseThrow();
      interaction = Math.max(0, (ofOneSeed - ofCases.variance()) / (seeds.length - 1));
    }
    double[] seedSamples =
        IntStream.range(0, means.samples().length)
            .mapToObj(sample -> drawn(seeds, stream))
            .mapToDouble(some -> measure.lead(SampledMeans.over(means.all(), some), method, other))
            .toArray();
    return new EffectDraws(ofCases, interaction, seedSamples, means.cases().cases(), seeds.length);
  }

  private static double[] caseSamples(
      EffectMeasure measure, SampledMeans means, int method, int other, int... seeds) {
    return Arrays.stream(means.samples())
        .mapToDouble(sample -> measure.lead(SampledMeans.over(sample, seeds), method, other))
        .toArray();
  }

  private static int[] drawn(int[] seeds, RandomStream stream) {
    return Arrays.stream(seeds).map(seed -> seeds[stream.nextInt(seeds.length)]).toArray();
  }
}
