package org.voxelbench.results;

import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/**
 * One case and one label (or region) of one run: the source of every table, rank and chart.
 *
 * @param protocol name of the protocol
 * @param protocolHash hash of its canonical form
 * @param dataset data set's name
 * @param role {@code dev} or {@code test}
 * @param splitHash hash of the data set's folds
 * @param dataHash hash of the data set's files
 * @param engine engine's id
 * @param precision engine's arithmetic, such as {@code fp32}
 * @param method method's id (or the name of its settings)
 * @param settingsHash hash of the method's settings
 * @param trainingCases how many labelled cases the run trained on
 * @param fold fold whose validation cases were predicted
 * @param seed seed of the run
 * @param caseId the case
 * @param label name of the label or region
 * @param labelValues its label values, such as {@code 1} or {@code 1+2+3}
 * @param status how the row counts
 * @param tp true-positive voxels
 * @param fp false-positive voxels
 * @param fn false-negative voxels
 * @param tn true-negative voxels
 * @param values the metrics; all NaN where the status is {@link CaseStatus#EMPTY}
 */
public record ResultRow(
    String protocol,
    String protocolHash,
    String dataset,
    String role,
    String splitHash,
    String dataHash,
    String engine,
    String precision,
    String method,
    String settingsHash,
    TrainingCases trainingCases,
    int fold,
    long seed,
    String caseId,
    String label,
    String labelValues,
    CaseStatus status,
    long tp,
    long fp,
    long fn,
    long tn,
    MetricValues values) {

  /** The value of a metric; NaN if it is undefined, or was not known when the run was evaluated. */
  public double value(Metric metric) {
    return values.of(metric);
  }

  /** Dice in [0, 1]; NaN where the status is {@link CaseStatus#EMPTY}. */
  public double dice() {
    return value(Metrics.DICE);
  }

  /** The counts of voxels. */
  public Confusion confusion() {
    return new Confusion(tp, fp, fn, tn);
  }
}
