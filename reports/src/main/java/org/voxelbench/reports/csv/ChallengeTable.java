package org.voxelbench.reports.csv;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.FOLD;
import static org.voxelbench.reports.rows.ResultTable.LABEL;
import static org.voxelbench.reports.rows.ResultTable.METHOD;
import static org.voxelbench.reports.rows.ResultTable.SEED;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.rows.KeyedTable;
import org.voxelbench.reports.rows.Label;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Metric;
import tech.tablesaw.api.Table;

/**
 * Results in the long layout that challengeR reads: one value for each task, algorithm and case.
 *
 * <p>Every algorithm has a row for every case that any has. A case is averaged over its foreground
 * classes, then over folds, then over seeds; a missing prediction counts as the metric's worst, and
 * of a signed metric the magnitude is written. Where a case has no class, or a method lacks the
 * case, the value is {@code NA}, which challengeR wants to be told how to treat.
 *
 * @param rows in the protocol's order of data sets and methods, by case
 */
public record ChallengeTable(List<Row> rows) {

  private static final CsvTable CSV = new CsvTable(List.of("task", "algorithm", "case", "value"));

  /**
   * One value.
   *
   * @param value in the unit of the metric; NaN if there is none
   */
  public record Row(String task, String algorithm, String caseId, double value) {}

  public ChallengeTable {
    rows = List.copyOf(rows);
  }

  /**
   * Averages the rows of an experiment.
   *
   * @param perClass whether each class of a data set is a task
   * @throws ReportException if the rows can't be compared, or none has the metric
   */
  public static ChallengeTable of(
      List<ResultRow> rows, ExperimentSummary summary, Metric metric, boolean perClass) {
    ComparableRows experiment = ComparableRows.of(rows, summary, false);
    List<Row> values = new ArrayList<>();
    if (experiment.rows().metrics().contains(metric)) {
      for (int d = 0; d < experiment.datasets().size(); d++) {
        values.addAll(ofDataset(experiment, d, metric, perClass));
      }
    }
    if (values.stream().allMatch(row -> Double.isNaN(row.value()))) {
      throw new ReportException(
          "no row has a value of "
              + metric.name()
              + "; imported rows have Dice and IoU alone, rows of older versions no later metric, so"
              + " export another one");
    }
    return new ChallengeTable(values);
  }

  private static List<Row> ofDataset(
      ComparableRows experiment, int d, Metric metric, boolean perClass) {
    String dataset = experiment.datasets().get(d).name();
    Table rows = experiment.rows().of(d);
    List<Integer> cases = rows.intColumn(CASE).asList().stream().distinct().sorted().toList();
    Table foreground = ResultTable.foreground(rows);
    if (!perClass) {
      return ofTask(experiment, dataset, foreground, metric, cases);
    }
    List<Label> labels = experiment.rows().labels(d);
    return labels.stream()
        .filter(Label::foreground)
        .sorted(Comparator.comparing(Label::name))
        .flatMap(
            label ->
                ofTask(
                    experiment,
                    dataset + "/" + label.name(),
                    foreground.where(foreground.intColumn(LABEL).isEqualTo(labels.indexOf(label))),
                    metric,
                    cases)
                    .stream())
        .toList();
  }

  private static List<Row> ofTask(
      ComparableRows experiment, String task, Table rows, Metric metric, List<Integer> cases) {
    String column = ResultTable.counted(metric);
    Table overClasses = Mean.over(rows, List.of(column), METHOD, SEED, FOLD, CASE);
    Table overFolds = Mean.over(overClasses, List.of(column), METHOD, SEED, CASE);
    KeyedTable means =
        KeyedTable.of(Mean.over(overFolds, List.of(column), METHOD, CASE), METHOD, CASE);
    List<Row> values = new ArrayList<>();
    for (int m = 0; m < experiment.methods().size(); m++) {
      String method = experiment.methods().get(m).id();
      for (int place : cases) {
        String caseId = experiment.rows().cases().get(place);
        values.add(new Row(task, method, caseId, means.number(column, m, place)));
      }
    }
    return values;
  }

  /** Rows without a value. */
  public long undefined() {
    return rows.stream().filter(row -> Double.isNaN(row.value())).count();
  }

  /** The table as CSV with a header, numbers in full precision. */
  public String csv() {
    return CSV.text(rows.stream().map(ChallengeTable::fields).toList());
  }

  private static List<String> fields(Row row) {
    String value = Double.isNaN(row.value()) ? "NA" : Decimals.text(row.value());
    return List.of(row.task(), row.algorithm(), row.caseId(), value);
  }
}
