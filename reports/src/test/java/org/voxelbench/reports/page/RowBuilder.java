package org.voxelbench.reports.page;

import java.util.HashMap;
import java.util.Map;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/** A row with all but what the test is about filled in. */
public final class RowBuilder {

  public String protocolHash = "protocol-hash";
  public String dataset = "A";
  public String role = "test";
  public String splitHash = "split";
  public String dataHash = "data";
  public String engine = "torch";
  public String precision = "fp32";
  public String method = "one";
  public String settingsHash;
  public TrainingCases trainingCases = TrainingCases.ALL;
  int fold = 0;
  long seed = 1;
  public String caseId = "c";
  String label = "tumour";
  public String labelValues = "1";
  CaseStatus status = CaseStatus.SCORED;
  public double dice;
  private final Map<Metric, Double> metrics = new HashMap<>();

  private RowBuilder(double dice) {
    this.dice = dice;
    surface(dice / 2, dice, dice > 0 ? 10 * (1 - dice) : Double.POSITIVE_INFINITY);
  }

  public static RowBuilder scored(double dice) {
    return new RowBuilder(dice);
  }

  public static RowBuilder empty() {
    return new RowBuilder(Double.NaN)
        .surface(Double.NaN, Double.NaN, Double.NaN)
        .status(CaseStatus.EMPTY);
  }

  public static RowBuilder missing() {
    return new RowBuilder(0).status(CaseStatus.MISSING);
  }

  /** Takes another row's values. */
  public static RowBuilder like(ResultRow row) {
    RowBuilder builder = new RowBuilder(row.dice());
    builder.protocolHash = row.protocolHash();
    builder.dataset = row.dataset();
    builder.role = row.role();
    builder.splitHash = row.splitHash();
    builder.dataHash = row.dataHash();
    builder.engine = row.engine();
    builder.precision = row.precision();
    builder.method = row.method();
    builder.settingsHash = row.settingsHash();
    builder.trainingCases = row.trainingCases();
    builder.fold = row.fold();
    builder.seed = row.seed();
    builder.caseId = row.caseId();
    builder.label = row.label();
    builder.labelValues = row.labelValues();
    builder.status = row.status();
    Metrics.ALL.forEach(metric -> builder.metric(metric, row.value(metric)));
    return builder;
  }

  RowBuilder dataset(String name) {
    dataset = name;
    return this;
  }

  public RowBuilder method(String id) {
    method = id;
    return this;
  }

  public RowBuilder run(int ofFold, long ofSeed) {
    fold = ofFold;
    seed = ofSeed;
    return this;
  }

  public RowBuilder caseId(String id) {
    caseId = id;
    return this;
  }

  public RowBuilder label(String name, String values) {
    label = name;
    labelValues = values;
    return this;
  }

  public RowBuilder status(CaseStatus value) {
    status = value;
    return this;
  }

  public RowBuilder surface(double nsdAt1mm, double nsdAt2mm, double hd95) {
    return metric(Metrics.NSD_1MM, nsdAt1mm)
        .metric(Metrics.NSD_2MM, nsdAt2mm)
        .metric(Metrics.HD95, hd95);
  }

  /** Sets any metric but Dice and IoU, which follow from the Dice of the row. */
  public RowBuilder metric(Metric metric, double value) {
    metrics.put(metric, value);
    return this;
  }

  public ResultRow build() {
    boolean counts = status == CaseStatus.SCORED;
    long tp = counts ? Math.round(1000 * dice) : 0;
    long wrong = counts ? 2000 - 2 * tp : 0;
    Map<Metric, Double> values = new HashMap<>(metrics);
    values.put(Metrics.DICE, dice);
    values.put(Metrics.IOU, dice / (2 - dice));
    return new ResultRow(
        "protocol",
        protocolHash,
        dataset,
        role,
        splitHash,
        dataHash,
        engine,
        precision,
        method,
        settingsHash == null ? "settings of " + method : settingsHash,
        trainingCases,
        fold,
        seed,
        caseId,
        label,
        labelValues,
        status,
        tp,
        wrong / 2,
        wrong - wrong / 2,
        10000 - tp - wrong,
        MetricValues.of(values));
  }
}
