package org.voxelbench.reports.csv;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Mean;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Metric;

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
    for (DatasetNote dataset : experiment.datasets()) {
      Map<String, List<ResultRow>> byMethod = experiment.rowsByMethod(dataset);
      for (String label : perClass ? labels(byMethod) : List.of("")) {
        String task = label.isEmpty() ? dataset.name() : dataset.name() + "/" + label;
        Set<String> cases = cases(byMethod);
        for (MethodNote method : experiment.methods()) {
          Map<String, List<ResultRow>> own =
              byMethod.getOrDefault(method.id(), List.of()).stream()
                  .filter(r -> label.isEmpty() || r.label().equals(label))
                  .collect(groupingBy(ResultRow::caseId));
          for (String id : cases) {
            double value = mean(own.getOrDefault(id, List.of()), metric);
            values.add(new Row(task, method.id(), id, value));
          }
        }
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

  private static List<String> labels(Map<String, List<ResultRow>> byMethod) {
    Set<String> labels = new LinkedHashSet<>();
    byMethod
        .values()
        .forEach(
            rows ->
                rows.stream().filter(Scores::foreground).forEach(row -> labels.add(row.label())));
    return labels.stream().sorted().toList();
  }

  private static Set<String> cases(Map<String, List<ResultRow>> byMethod) {
    Set<String> cases = new TreeSet<>();
    byMethod.values().forEach(rows -> rows.forEach(row -> cases.add(row.caseId())));
    return cases;
  }

  private static double mean(List<ResultRow> rowsOfCase, Metric metric) {
    Map<Long, Map<Integer, List<ResultRow>>> runs =
        rowsOfCase.stream()
            .filter(Scores::foreground)
            .collect(groupingBy(ResultRow::seed, groupingBy(ResultRow::fold)));
    return Mean.of(
        runs.values().stream()
            .map(
                folds ->
                    Mean.of(
                        folds.values().stream()
                            .map(
                                run -> Mean.of(run.stream().map(row -> term(row, metric)).toList()))
                            .toList()))
            .toList());
  }

  private static double term(ResultRow row, Metric metric) {
    return metric.averaging().term(row.value(metric));
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
