package org.voxelbench.results.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The values of all metrics for one class of one case; NaN where one is undefined or was not
 * measured.
 */
public final class MetricValues {

  /** Those of a class that neither prediction nor reference holds: none is defined. */
  public static final MetricValues UNDEFINED = new MetricValues(new double[0]);

  /** In the order of the metrics, up to the last one that is there: millions are in memory. */
  private final double[] values;

  private MetricValues(double[] values) {
    this.values = values;
  }

  /** The values that a function has for each metric. */
  public static MetricValues from(ToDoubleFunction<Metric> value) {
    double[] values = new double[Metrics.ALL.size()];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(Metrics.ALL.get(i));
      length = Double.isNaN(values[i]) ? length : i + 1;
    }
    return length == 0 ? UNDEFINED : new MetricValues(Arrays.copyOf(values, length));
  }

  /** These values, and none of other metrics. */
  public static MetricValues of(Map<Metric, Double> values) {
    return from(metric -> values.getOrDefault(metric, Double.NaN));
  }

  /** What every metric measures of a class that prediction or reference holds. */
  public static MetricValues measure(ClassComparison comparison) {
    return from(metric -> metric.of(comparison));
  }

  /** The value of a metric; NaN if it is not there. */
  public double of(Metric metric) {
    int place = Metrics.place(metric);
    return place < 0 || place >= values.length ? Double.NaN : values[place];
  }

  /** Whether the metric's value is there. */
  public boolean has(Metric metric) {
    return !Double.isNaN(of(metric));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValues those && Arrays.equals(values, those.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(Metrics.ALL.get(i).name()).append('=');
      text.append(values[i]);
    }
    return text.toString();
  }
}
