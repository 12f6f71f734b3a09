package org.voxelbench.results;

import java.util.Map;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/** Rows to test with, consistent in themselves. */
public final class Rows {

  private Rows() {}

  /** A scored row of label 1. */
  public static ResultRow scored(
      String dataset, String method, int fold, String caseId, long tp, long fp, long fn) {
    return row("p0123", "torch", dataset, method, fold, caseId, tp, fp, fn);
  }

  static ResultRow row(
      String protocolHash,
      String engine,
      String dataset,
      String method,
      int fold,
      String caseId,
      long tp,
      long fp,
      long fn) {
    double union = tp + fp + fn;
    return new ResultRow(
        "revisiting-mae",
        protocolHash,
        dataset,
        "test",
        "s45",
        "d67",
        engine,
        "fp32",
        method,
        "e89",
        TrainingCases.UNSTATED,
        fold,
        1,
        caseId,
        "anterior",
        "1",
        CaseStatus.SCORED,
        tp,
        fp,
        fn,
        100,
        values(2 * tp / (union + tp), tp / union, tp / union, 2 * tp / (union + tp), fp + fn));
  }

  /** The same row for another label, status and scores. */
  static ResultRow with(
      ResultRow row, String label, String values, CaseStatus status, long fn, double score) {
    double distance = score == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    return with(
        row,
        label,
        values,
        status,
        new Confusion(0, 0, fn, 100),
        values(score, score, score, score, distance));
  }

  /** The same row of a run on so many training cases. */
  static ResultRow with(ResultRow row, TrainingCases trainingCases) {
    return of(
        row,
        trainingCases,
        row.label(),
        row.labelValues(),
        row.status(),
        row.confusion(),
        row.values());
  }

  /** The same row with other metrics. */
  static ResultRow with(ResultRow row, MetricValues values) {
    return with(row, row.label(), row.labelValues(), row.status(), row.confusion(), values);
  }

  private static ResultRow with(
      ResultRow row,
      String label,
      String labelValues,
      CaseStatus status,
      Confusion counts,
      MetricValues values) {
    return of(row, row.trainingCases(), label, labelValues, status, counts, values);
  }

  private static ResultRow of(
      ResultRow row,
      TrainingCases trainingCases,
      String label,
      String labelValues,
      CaseStatus status,
      Confusion counts,
      MetricValues values) {
    return new ResultRow(
        row.protocol(),
        row.protocolHash(),
        row.dataset(),
        row.role(),
        row.splitHash(),
        row.dataHash(),
        row.engine(),
        row.precision(),
        row.method(),
        row.settingsHash(),
        trainingCases,
        row.fold(),
        row.seed(),
        row.caseId(),
        label,
        labelValues,
        status,
        counts.tp(),
        counts.fp(),
        counts.fn(),
        counts.tn(),
        values);
  }

  /** The metrics that every file of results has. */
  private static MetricValues values(
      double dice, double iou, double nsd1mm, double nsd2mm, double hd95mm) {
    return MetricValues.of(
        Map.of(
            Metrics.DICE,
            dice,
            Metrics.IOU,
            iou,
            Metrics.NSD_1MM,
            nsd1mm,
            Metrics.NSD_2MM,
            nsd2mm,
            Metrics.HD95,
            hd95mm));
  }
}
