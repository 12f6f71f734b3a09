package org.voxelbench.results;

import java.util.Optional;
import org.voxelbench.results.metric.ClassComparison;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/** What must hold of the metrics of a row. */
final class MetricRules {

  private MetricRules() {}

  /** The rule that a row breaks, in words; empty if it breaks none. */
  static Optional<String> broken(ResultRow row) {
    ClassComparison counts =
        ClassComparison.ofCounts(row.confusion(), row.status() == CaseStatus.MISSING);
    for (Metric metric : Metrics.ALL) {
      Optional<String> rule = broken(row, metric, counts);
      if (rule.isPresent()) {
        return rule;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> broken(ResultRow row, Metric metric, ClassComparison counts) {
    if (row.status() == CaseStatus.EMPTY) {
      return unless(!row.values().has(metric), "an empty row has no " + metric.title());
    }
    if (ImportedRows.holds(row) && !ImportedRows.METRICS.contains(metric)) {
      return unless(
          !row.values().has(metric),
          "an imported row has no " + metric.title() + ", which nnU-Net doesn't write");
    }
    if (Metrics.isLater(metric) && !row.values().has(metric)) {
      return Optional.empty();
    }
    return metric.fault(counts, row.values());
  }

  private static Optional<String> unless(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }
}
