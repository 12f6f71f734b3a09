package org.voxelbench.reports.ranking;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;

/**
 * Rows that may be compared, in one canonical order whatever order they came in.
 *
 * @param summary what is said beside the numbers
 * @param datasets the data sets that have rows, in the protocol's order
 * @param methods all methods of the protocol, in its order
 * @param rows the rows, by data set, method, seed, fold, case and label
 */
public record ComparableRows(
    ExperimentSummary summary,
    List<DatasetNote> datasets,
    List<MethodNote> methods,
    List<ResultRow> rows) {

  /**
   * Checks and sorts.
   *
   * @param mixedEngines whether rows of different engines or precisions may stand together
   * @throws ReportException if the rows can't be compared
   */
  public static ComparableRows of(
      List<ResultRow> rows, ExperimentSummary summary, boolean mixedEngines) {
    Comparability.check(rows, summary, mixedEngines);
    List<String> datasetOrder = summary.datasets().stream().map(DatasetNote::name).toList();
    List<String> methodOrder = summary.methods().stream().map(MethodNote::id).toList();
    Set<String> present = rows.stream().map(ResultRow::dataset).collect(Collectors.toSet());
    Map<String, List<String>> labels =
        summary.datasets().stream()
            .collect(Collectors.toMap(DatasetNote::name, DatasetNote::labels));
    Comparator<ResultRow> order =
        Comparator.comparingInt((ResultRow r) -> datasetOrder.indexOf(r.dataset()))
            .thenComparingInt(r -> methodOrder.indexOf(r.method()))
            .thenComparingLong(ResultRow::seed)
            .thenComparingInt(ResultRow::fold)
            .thenComparing(ResultRow::caseId)
            .thenComparingInt(r -> place(labels.get(r.dataset()), r.label()))
            .thenComparing(ResultRow::label);
    return new ComparableRows(
        summary,
        summary.datasets().stream().filter(d -> present.contains(d.name())).toList(),
        summary.methods(),
        rows.stream().sorted(order).toList());
  }

  /** The engines whose rows are here, with their precisions, such as {@code torch in fp32}. */
  public Set<String> engines() {
    return rows.stream()
        .map(r -> r.engine() + " in " + r.precision())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rows of a data set. */
  List<ResultRow> rows(DatasetNote dataset) {
    return rows.stream().filter(r -> r.dataset().equals(dataset.name())).toList();
  }

  /** The rows of each method of a data set, by the method's id. */
  public Map<String, List<ResultRow>> rowsByMethod(DatasetNote dataset) {
    return rows(dataset).stream().collect(groupingBy(ResultRow::method));
  }

  /** Data sets of a scope. */
  public List<DatasetNote> datasets(Scope scope) {
    return datasets.stream().filter(d -> scope.holds(d.role())).toList();
  }

  /** Runs of one method on one data set, by seed and fold. */
  public List<RunNote> runs(DatasetNote dataset, MethodNote method) {
    return summary.runs().stream()
        .filter(r -> r.dataset().equals(dataset.name()) && r.method().equals(method.id()))
        .sorted(
            Comparator.comparingLong(RunNote::seed)
                .thenComparingInt(RunNote::fold)
                .thenComparing(RunNote::runId))
        .toList();
  }

  /** Pre-trainings that a method's runs start from, by seed. */
  List<PreTrainingNote> preTrainings(MethodNote method) {
    return summary.preTrainings().stream().filter(p -> p.methods().contains(method.id())).toList();
  }

  /** What the page calls each method, by id: its name, with the id where names are not unique. */
  public Map<String, String> methodNames() {
    Map<String, Long> uses =
        methods.stream().collect(groupingBy(MethodNote::name, Collectors.counting()));
    Map<String, String> names = new LinkedHashMap<>();
    for (MethodNote method : methods) {
      boolean unique = uses.get(method.name()) == 1 && !method.name().isBlank();
      names.put(method.id(), unique ? method.name() : method.name() + " (" + method.id() + ")");
    }
    return names;
  }

  private static int place(List<String> labels, String label) {
    int index = labels.indexOf(label);
    return index < 0 ? labels.size() : index;
  }
}
