package org.voxelbench.reports.ranking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.voxelbench.results.metric.Metric;

/**
 * The metrics beside Dice of one method on one data set, or on one class of it.
 *
 * @param byMetric the average of each
 */
public record MetricMeans(Map<Metric, MetricMean> byMetric) {

  /** Where a method has no comparable result. */
  static final MetricMeans NONE = new MetricMeans(Map.of());

  static MetricMeans of(List<Metric> metrics, Function<Metric, MetricMean> mean) {
    Map<Metric, MetricMean> means = new LinkedHashMap<>();
    metrics.forEach(metric -> means.put(metric, mean.apply(metric)));
    return new MetricMeans(means);
  }

  /** The average of a metric. */
  public MetricMean of(Metric metric) {
    return byMetric.getOrDefault(metric, MetricMean.NONE);
  }
}
