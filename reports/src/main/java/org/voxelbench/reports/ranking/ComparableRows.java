package org.voxelbench.reports.ranking;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ImportedRows;
import org.voxelbench.results.ResultRow;

/**
 * Rows that may be compared, in one canonical order whatever order they came in.
 *
 * @param summary what is said beside the numbers
 * @param datasets the data sets that have rows, in the protocol's order
 * @param methods all methods of the protocol, in its order
 * @param rows the rows
 * @param engines the engines whose rows are here, with their precisions, such as {@code torch in
 *     fp32}
 */
public record ComparableRows(
    ExperimentSummary summary,
    List<DatasetNote> datasets,
    List<MethodNote> methods,
    ResultTable rows,
    Set<String> engines) {

  /**
   * Checks and sorts.
   *
   * @param mixedEngines whether rows of different engines or precisions may stand together
   * @throws ReportException if the rows can't be compared
   */
  public static ComparableRows of(
      List<ResultRow> rows, ExperimentSummary summary, boolean mixedEngines) {
    Comparability.check(rows, summary, mixedEngines);
    Set<String> present = rows.stream().map(ResultRow::dataset).collect(Collectors.toSet());
    List<DatasetNote> datasets =
        summary.datasets().stream().filter(d -> present.contains(d.name())).toList();
    Map<String, List<String>> labels = new LinkedHashMap<>();
    datasets.forEach(dataset -> labels.put(dataset.name(), dataset.labels()));
    ResultTable table =
        ResultTable.of(rows, labels, summary.methods().stream().map(MethodNote::id).toList());
    Comparability.checkUnique(table);
    return new ComparableRows(
        summary,
        datasets,
        summary.methods(),
        table,
        rows.stream()
            .map(row -> row.engine() + " in " + row.precision())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Whether the rows were imported. */
  public boolean imported() {
    return engines.stream().anyMatch(engine -> engine.startsWith(ImportedRows.NNUNET));
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
}
