package org.voxelbench.reports.statistics.effect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.SampledMeans;
import org.voxelbench.reports.statistics.ScoreMatrix;

/**
 * Effects of one method over another, with intervals by a bootstrap over the cases within data
 * sets, crossed with one over seeds.
 *
 * <p>On each data set, cases are drawn with replacement for all seeds alike, and seeds for all
 * cases alike; the data sets stay. Both spreads are scaled to what new cases and new seeds would
 * have, and {@link EffectVariance} makes an interval of them, since with two or three seeds the
 * percentiles of samples cover far too seldom. The draws follow from the seed alone.
 */
public final class PairedBootstrap {

  private static final String SEEDS = "effect over seeds";

  private final ScoreMatrix scores;
  private final RandomStreams streams;
  private final Map<String, SampledMeans> means = new LinkedHashMap<>();

  /**
   * Draws the cases.
   *
   * @param scores with Dice of single cases on every data set
   * @param samples how many samples, at least 1
   * @param seed of the draws
   */
  public PairedBootstrap(ScoreMatrix scores, int samples, long seed) {
    this.scores = scores;
    streams = new RandomStreams(seed);
    for (DatasetScores dataset : scores.datasets()) {
      means.put(dataset.name(), SampledMeans.of(dataset, samples, seed));
    }
  }

  /**
   * By how much a method is ahead of another, which both have a Dice on all of the data sets.
   *
   * @param method id of the method
   * @param other id of the other
   * @param datasets names of the data sets to average over, at least one
   * @param preTrainings how many pre-trainings of different seeds the seeds start from, each for
   *     all data sets, so that a seed is the same draw on all of them; below 2 if each data set's
   *     seeds are its own
   */
  public PairedEffect effect(
      EffectMeasure measure, String method, String other, List<String> datasets, int preTrainings) {
    int better = scores.methods().indexOf(method);
    int than = scores.methods().indexOf(other);
    List<EffectDraws> draws = new ArrayList<>();
    for (String dataset : datasets) {
      String stream = preTrainings > 1 ? SEEDS : SEEDS + " of " + dataset;
      draws.add(EffectDraws.of(measure, means.get(dataset), better, than, streams.stream(stream)));
    }
    List<double[]> dice =
        scores.only(datasets).datasets().stream().map(DatasetScores::dice).toList();
    double count = draws.size();
    int seeds = draws.stream().mapToInt(EffectDraws::seeds).min().orElseThrow();
    VariancePart ofSeeds =
        seeds == 1
            ? VariancePart.NONE
            : preTrainings > 1 ? joint(draws, seeds).ofFewer(preTrainings, seeds) : own(draws);
    return PairedEffect.of(
        measure.lead(dice, better, than),
        new EffectVariance(
            VariancePart.ofMean(draws.stream().map(EffectDraws::ofCases).toList()),
            ofSeeds,
            draws.stream().mapToDouble(EffectDraws::interaction).sum() / count / count),
        draws.size(),
        draws.stream().mapToInt(EffectDraws::cases).sum(),
        seeds);
  }

  private static VariancePart own(List<EffectDraws> draws) {
    return VariancePart.ofMean(
        draws.stream().map(d -> VariancePart.ofSamples(d.seedSamples(), d.seeds())).toList());
  }

  /** The data sets' leads from the same sample of the seeds belong together. */
  private static VariancePart joint(List<EffectDraws> draws, int seeds) {
    int samples = draws.get(0).seedSamples().length;
    double[] means =
        IntStream.range(0, samples)
            .mapToDouble(
                sample ->
                    draws.stream()
                        .mapToDouble(d -> d.seedSamples()[sample])
                        .average()
                        .orElseThrow())
            .toArray();
    return VariancePart.ofSamples(means, seeds);
  }
}
