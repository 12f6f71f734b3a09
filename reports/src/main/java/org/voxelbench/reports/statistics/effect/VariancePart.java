package org.voxelbench.reports.statistics.effect;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A squared standard error.
 *
 * @param variance 0 where nothing varies; infinite where it can't be known, as of one case
 * @param freedom its degrees of freedom; 0 where it can't be known
 */
public record VariancePart(double variance, double freedom) {

  static final VariancePart NONE = new VariancePart(0, Double.POSITIVE_INFINITY);
  static final VariancePart UNKNOWN = new VariancePart(Double.POSITIVE_INFINITY, 0);

  /**
   * Of a mean over groups (classes) of means over n members (cases, or seeds), from samples of the
   * members.
   *
   * <p>What is drawn from n varies less than what is new, by (n - 1) / n. Groups of different size
   * count as if each member varied alike; one with a single member can't say how much that is, and
   * is taken to vary as the others do.
   *
   * @param leads a number of each sample; NaN where it is undefined
   * @param sizes members of each group
   */
  static VariancePart ofSamples(double[] leads, int... sizes) {
    double fresh = Arrays.stream(sizes).mapToDouble(n -> 1.0 / n).sum();
    double drawn = Arrays.stream(sizes).mapToDouble(n -> (n - 1.0) / n / n).sum();
    if (drawn == 0) {
      return UNKNOWN;
    }
    double known = Arrays.stream(sizes).filter(n -> n > 1).mapToDouble(n -> 1.0 / n).sum();
    double inverse =
        Arrays.stream(sizes).filter(n -> n > 1).mapToDouble(n -> 1.0 / n / (n - 1)).sum();
    return new VariancePart(meanSquare(leads) * fresh / drawn, known / inverse);
  }

  private static double meanSquare(double[] leads) {
    double[] defined = Arrays.stream(leads).filter(lead -> !Double.isNaN(lead)).toArray();
    double mean = Arrays.stream(defined).average().orElse(0);
    return Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).average().orElse(0);
  }

  /** Of the mean of independent numbers, with Satterthwaite's degrees of freedom. */
  static VariancePart ofMean(List<VariancePart> parts) {
    if (!parts.stream().allMatch(VariancePart::known)) {
      return UNKNOWN;
    }
    double sum = parts.stream().mapToDouble(VariancePart::variance).sum();
    double squares = parts.stream().mapToDouble(p -> p.variance * p.variance / p.freedom).sum();
    return squares == 0
        ? NONE
        : new VariancePart(sum / parts.size() / parts.size(), sum * sum / squares);
  }

  /**
   * The same of seeds that start from fewer pre-trainings, in turn. Nobody knows which share one,
   * so all they differ by is taken for the pre-trainings', and the seeds for so many of these. That
   * is on the safe side where they differ by themselves.
   *
   * @param preTrainings at least 2; as many as there are seeds, or more, change nothing
   */
  VariancePart ofFewer(int preTrainings, int seeds) {
    return preTrainings >= seeds
        ? this
        : new VariancePart(variance * (seeds - 1) / (preTrainings - 1), preTrainings - 1);
  }

  /** Whether it could be estimated. */
  boolean known() {
    return Double.isFinite(variance);
  }

  /** Its share of the square of the half-width of an interval that misses so often on a side. */
  double square(double tail) {
    if (variance == 0 || !known()) {
      return variance;
    }
    double t = TDistribution.of(freedom).inverseSurvivalProbability(tail);
    return t * t * variance;
  }
}
