package org.voxelbench.reports.ranking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.voxelbench.reports.rows.Label;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;
import tech.tablesaw.api.Table;

/**
 * Dice and the other metrics of every method on every data set, averaged as each metric says.
 *
 * <p>A missing prediction is a 0; a case whose reference and prediction both lack the class is left
 * out.
 */
public final class Scores {

  private final Map<String, Map<String, MethodScore>> cells = new LinkedHashMap<>();
  private final Map<String, DatasetMeans> means = new LinkedHashMap<>();
  private final Map<String, ExpectedRows> expected = new LinkedHashMap<>();

  private final List<Metric> metrics;

  private Scores(List<Metric> metrics) {
    this.metrics = metrics;
  }

  /** Averages all rows. */
  public static Scores of(ComparableRows experiment) {
    return of(experiment, shown(experiment.rows().metrics()));
  }

  /** The same of Dice alone. */
  static Scores ofDice(ComparableRows experiment) {
    return of(experiment, List.of());
  }

  private static Scores of(ComparableRows experiment, List<Metric> metrics) {
    Scores scores = new Scores(metrics);
    for (int d = 0; d < experiment.datasets().size(); d++) {
      DatasetNote dataset = experiment.datasets().get(d);
      Table rows = experiment.rows().of(d);
      ExpectedRows expected = new ExpectedRows(rows, experiment.rows().seeds());
      DatasetMeans means = new DatasetMeans(ResultTable.foreground(rows), scores.metrics);
      Map<String, MethodScore> ofDataset = new LinkedHashMap<>();
      for (int m = 0; m < experiment.methods().size(); m++) {
        ofDataset.put(
            experiment.methods().get(m).id(), scores.cell(experiment, d, m, means, expected));
      }
      scores.means.put(dataset.name(), means);
      scores.expected.put(dataset.name(), expected);
      scores.cells.put(dataset.name(), ofDataset);
    }
    return scores;
  }

  /** Dice has its own place, and IoU ranks as Dice does. */
  private static List<Metric> shown(List<Metric> metrics) {
    return metrics.stream()
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

  /** What every method owes on a data set. */
  public ExpectedRows expected(DatasetNote dataset) {
    return expected.get(dataset.name());
  }

  /**
   * The predictions of a method, in the place that the protocol gives it, on a data set: one row
   * for each seed, fold and case, by their places, with the mean Dice over the classes that
   * reference or prediction hold, 0 where it is missing; without those in which no class is there.
   */
  public Table predictions(DatasetNote dataset, int method) {
    return means(dataset).predictions(method);
  }

  /** What the cells of a data set are made of. */
  DatasetMeans means(DatasetNote dataset) {
    return means.get(dataset.name());
  }

  private MethodScore cell(
      ComparableRows experiment, int d, int m, DatasetMeans means, ExpectedRows expected) {
    DatasetNote dataset = experiment.datasets().get(d);
    MethodNote method = experiment.methods().get(m);
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    means.bySeed(m).forEach((seed, dice) -> bySeed.put(experiment.rows().seeds().get(seed), dice));
    List<Label> labels = experiment.rows().labels(d);
    return new MethodScore(
        dataset,
        method,
        means.dice(m),
        MetricMeans.of(metrics, metric -> means.mean(metric, m)),
        new SeedSpread(bySeed),
        expected.folds(m),
        IntStream.range(0, labels.size())
            .filter(l -> labels.get(l).foreground())
            .mapToObj(l -> ofClass(labels.get(l), m, l, means, expected))
            .toList(),
        expected.gaps(m, experiment.runs(dataset, method), experiment.preTrainings(method)));
  }

  private ClassSummary ofClass(
      Label label, int m, int l, DatasetMeans means, ExpectedRows expected) {
    int rows = means.count(ResultTable.FOREGROUND, m, l);
    int empty = means.count(ResultTable.EMPTY, m, l);
    return new ClassSummary(
        label.name(),
        label.values(),
        means.dice(m, l),
        MetricMeans.of(metrics, metric -> means.mean(metric, m, l)),
        rows - empty,
        empty,
        means.count(ResultTable.MISSING, m, l),
        expected.count(l) - rows);
  }
}
