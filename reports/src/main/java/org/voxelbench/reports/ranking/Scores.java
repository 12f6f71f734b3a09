package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/**
 * Dice and the other metrics of every method on every data set, averaged as each metric says.
 *
 * <p>A missing prediction is a 0; a case whose reference and prediction both lack the class is left
 * out.
 */
public final class Scores {

  private final Map<String, Map<String, MethodScore>> cells = new LinkedHashMap<>();

  private final List<Metric> metrics;

  private Scores(List<Metric> metrics) {
    this.metrics = metrics;
  }

  static Scores of(ComparableRows experiment) {
    Scores scores = new Scores(shown(experiment.rows()));
    for (DatasetNote dataset : experiment.datasets()) {
      Map<String, List<ResultRow>> rows = experiment.rowsByMethod(dataset);
      ExpectedRows expected =
          ExpectedRows.of(rows.values().stream().flatMap(List::stream).toList());
      Map<String, MethodScore> ofDataset = new LinkedHashMap<>();
      for (MethodNote method : experiment.methods()) {
        List<ResultRow> own = rows.getOrDefault(method.id(), List.of());
        List<String> gaps =
            expected.gaps(own, experiment.runs(dataset, method), experiment.preTrainings(method));
        ofDataset.put(method.id(), scores.cell(dataset, method, own, expected, gaps));
      }
      scores.cells.put(dataset.name(), ofDataset);
    }
    return scores;
  }

  /** Dice has its own place, and IoU ranks as Dice does. */
  private static List<Metric> shown(List<ResultRow> rows) {
    return Metrics.columns(rows.stream().map(ResultRow::values)).stream()
        .filter(metric -> metric != Metrics.DICE && metric != Metrics.IOU)
        .toList();
  }

  /** The metrics beside Dice: those that every file of results has, and those that a row has. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** Those of them that not every file of results has. */
  public List<Metric> laterMetrics() {
    return metrics.stream().filter(Metrics::isLater).toList();
  }

  public MethodScore cell(DatasetNote dataset, MethodNote method) {
    return cells.get(dataset.name()).get(method.id());
  }

  /** The cells of a data set, in the order of the methods. */
  public List<MethodScore> cells(DatasetNote dataset) {
    return List.copyOf(cells.get(dataset.name()).values());
  }

  /** All cells, by data set and method. */
  public List<MethodScore> cells() {
    return cells.values().stream().flatMap(m -> m.values().stream()).toList();
  }

  private MethodScore cell(
      DatasetNote dataset,
      MethodNote method,
      List<ResultRow> rows,
      ExpectedRows expected,
      List<String> gaps) {
    ScoreAggregation dice = ScoreAggregation.of(rows, Scores::dice);
    List<ClassSummary> classes = new ArrayList<>();
    expected
        .labels()
        .forEach(
            (label, values) -> {
              List<ResultRow> own = rows.stream().filter(r -> r.label().equals(label)).toList();
              classes.add(classScore(label, values, dice.of(label), own, expected.count(label)));
            });
    return new MethodScore(
        dataset,
        method,
        dice.overall(),
        MetricMeans.of(rows, metrics),
        dice.spread(),
        (int) rows.stream().mapToInt(ResultRow::fold).distinct().count(),
        List.copyOf(classes),
        gaps);
  }

  private ClassSummary classScore(
      String label, String values, double dice, List<ResultRow> rows, int expected) {
    int empty = count(rows, CaseStatus.EMPTY);
    int missing = count(rows, CaseStatus.MISSING);
    return new ClassSummary(
        label,
        values,
        dice,
        MetricMeans.of(rows, metrics),
        rows.size() - empty,
        empty,
        missing,
        expected - rows.size());
  }

  private static int count(List<ResultRow> rows, CaseStatus status) {
    return (int) rows.stream().filter(r -> r.status() == status).count();
  }

  /** Dice as the policy counts it: NaN for a class left out, 0 for a missing prediction. */
  public static double dice(ResultRow row) {
    return switch (row.status()) {
      case SCORED -> row.dice();
      case EMPTY -> Double.NaN;
      case MISSING -> 0;
    };
  }

  /** Whether the row is of a foreground class; nnU-Net's mean leaves label 0 out. */
  public static boolean foreground(ResultRow row) {
    return !row.labelValues().equals("0");
  }
}
