package org.voxelbench.reports.ranking;

import java.util.List;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.metric.Metric;

/**
 * One method on one data set.
 *
 * @param dataset the data set
 * @param method the method
 * @param measured Dice in [0, 1] of the rows that are there; NaN if none is defined
 * @param measuredMeans the metrics beside Dice of the rows that are there
 * @param spread Dice of each seed with rows
 * @param folds folds with rows
 * @param classes the foreground classes, in the data set's order
 * @param gaps what is lacking, in words; a cell with a gap has no score
 */
public record MethodScore(
    DatasetNote dataset,
    MethodNote method,
    double measured,
    MetricMeans measuredMeans,
    SeedSpread spread,
    int folds,
    List<ClassSummary> classes,
    List<String> gaps) {

  /** Whether every run of the data set is there, so that its Dice compares with the others'. */
  public boolean complete() {
    return gaps.isEmpty();
  }

  /** Seeds with rows. */
  public int seeds() {
    return spread.seeds();
  }

  /** Dice in [0, 1]; NaN where a run is missing or no class is defined. */
  public double dice() {
    return complete() ? measured : Double.NaN;
  }

  /**
   * How far apart the seeds end; NaN where a run is missing, since seeds would differ in their
   * cases too, and for fewer than two seeds.
   */
  public double deviation() {
    return complete() ? spread.deviation() : Double.NaN;
  }

  /** Dice of a class, if the cell is complete; NaN otherwise. */
  public double dice(String label) {
    return classes.stream()
        .filter(c -> complete() && c.label().equals(label))
        .mapToDouble(ClassSummary::dice)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The average of a metric beside Dice; NaN where a run is missing. */
  public MetricMean mean(Metric metric) {
    return (complete() ? measuredMeans : MetricMeans.NONE).of(metric);
  }

  /** The average of a metric beside Dice for a class, if the cell is complete; NaN otherwise. */
  public MetricMean mean(Metric metric, String label) {
    return classes.stream()
        .filter(c -> complete() && c.label().equals(label))
        .map(c -> c.means().of(metric))
        .findFirst()
        .orElse(MetricMean.NONE);
  }
}
