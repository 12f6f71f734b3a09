package org.voxelbench.reports.ranking;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ImportedRows;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/**
 * Rows that may be compared, in one canonical order whatever order they came in.
 *
 * <p>What is ranked is here alone: the contenders, on each data set with the one number of training
 * cases that its ranks are read at. Controls and other numbers of training cases are in {@link
 * #all} and in {@link #at}.
 *
 * @param summary what is said beside the numbers
 * @param datasets the data sets that have rows, in the protocol's order
 * @param methods the methods of the protocol, in its order
 * @param rows the rows
 * @param engines the engines whose rows are here, with their precisions, such as {@code torch in
 *     fp32}
 * @param all the same with the rows that are not ranked
 * @param sizes with how many training cases there are rows, and which of them count
 */
public record ComparableRows(
    ExperimentSummary summary,
    List<DatasetNote> datasets,
    List<MethodNote> methods,
    ResultTable rows,
    Set<String> engines,
    ResultTable all,
    TrainingSizes sizes) {

  /**
   * Checks, sorts and chooses what is ranked.
   *
   * @param mixedEngines whether rows of different engines or precisions may stand together
   * @throws ReportException if the rows can't be compared, or none of them is ranked
   */
  public static ComparableRows of(
      List<ResultRow> rows, ExperimentSummary summary, boolean mixedEngines) {
    Comparability.check(rows, summary, mixedEngines);
    TrainingSizes sizes = TrainingSizes.of(rows, summary);
    Map<String, List<String>> labels = new LinkedHashMap<>();
    summary.datasets().stream()
        .filter(dataset -> sizes.measured().containsKey(dataset.name()))
        .forEach(dataset -> labels.put(dataset.name(), dataset.labels()));
    ResultTable all =
        ResultTable.of(rows, labels, everyMethod(summary).stream().map(MethodNote::id).toList());
    Comparability.checkUnique(all);
    if (sizes.read().isEmpty()) {
      throw new ReportException(
          "none of the result rows of protocol '"
              + summary.protocol()
              + "' is ranked: none is of a contender with the number of training cases that ranks"
              + " are read at; run these first");
    }
    return part(
        summary,
        methods(summary, true),
        all,
        sizes,
        rows.stream()
            .map(row -> row.engine() + " in " + row.precision())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static ComparableRows part(
      ExperimentSummary summary,
      List<MethodNote> methods,
      ResultTable all,
      TrainingSizes sizes,
      Set<String> engines) {
    return new ComparableRows(
        summary,
        summary.datasets().stream().filter(d -> sizes.read().containsKey(d.name())).toList(),
        methods,
        all.part(sizes.read(), methods.size()),
        engines,
        all,
        sizes);
  }

  /** Whether any of the rows would be ranked. */
  public static boolean anyRanked(List<ResultRow> rows, ExperimentSummary summary) {
    return !TrainingSizes.of(rows, summary).read().isEmpty();
  }

  private static List<MethodNote> methods(ExperimentSummary summary, boolean contenders) {
    return summary.methods().stream()
        .filter(method -> (method.control() == Control.NONE) == contenders)
        .toList();
  }

  /** The contenders, then the controls. */
  List<MethodNote> everyMethod() {
    return everyMethod(summary);
  }

  /** The data sets that have any rows, in the protocol's order. */
  public List<DatasetNote> measured() {
    return summary.datasets().stream()
        .filter(dataset -> sizes.measured().containsKey(dataset.name()))
        .toList();
  }

  /** Whether there are controls, or rows with more than one number of training cases. */
  boolean beyondRanks() {
    return !controls().isEmpty() || sizes.several();
  }

  private static List<MethodNote> everyMethod(ExperimentSummary summary) {
    return Stream.concat(methods(summary, true).stream(), methods(summary, false).stream())
        .toList();
  }

  /** The rows with one number of training cases, those of the controls among them. */
  ComparableRows at(TrainingCases trainingCases) {
    return part(
        summary, everyMethod(summary), all, sizes.at(trainingCases, summary.datasets()), engines);
  }

  /** What is ranked, and the rows of the controls with the same numbers of training cases. */
  ComparableRows withControls() {
    return part(summary, everyMethod(summary), all, sizes, engines);
  }

  /** The controls, in the protocol's order. */
  public List<MethodNote> controls() {
    return methods(summary, false);
  }

  /** Whether the rows were imported. */
  public boolean imported() {
    return engines.stream().anyMatch(engine -> engine.startsWith(ImportedRows.NNUNET));
  }

  /** Data sets of a scope. */
  public List<DatasetNote> datasets(Scope scope) {
    return datasets.stream().filter(d -> scope.holds(d)).toList();
  }

  /** Runs of one method on one data set with the training cases that count, by seed and fold. */
  public List<RunNote> runs(DatasetNote dataset, MethodNote method) {
    return summary.runs().stream()
        .filter(r -> r.dataset().equals(dataset.name()) && r.method().equals(method.id()))
        .filter(r -> sizes.holds(dataset, r.trainingCases()))
        .sorted(
            Comparator.comparingLong(RunNote::seed)
                .thenComparingInt(RunNote::fold)
                .thenComparing(RunNote::runId))
        .toList();
  }

  /**
   * All runs of the summary, ranked or not, by data set and method in the protocol's order,
   * controls last.
   */
  public List<RunNote> everyRun() {
    List<String> datasets = summary.datasets().stream().map(DatasetNote::name).toList();
    List<String> ids = everyMethod().stream().map(MethodNote::id).toList();
    return summary.runs().stream()
        .sorted(
            Comparator.comparingInt((RunNote run) -> datasets.indexOf(run.dataset()))
                .thenComparingInt(run -> ids.indexOf(run.method()))
                .thenComparing(RunNote::trainingCases)
                .thenComparingLong(RunNote::seed)
                .thenComparingInt(RunNote::fold)
                .thenComparing(RunNote::runId))
        .toList();
  }

  /** The number of training cases that counts on a data set. */
  public TrainingCases readAt(DatasetNote dataset) {
    return sizes.read().getOrDefault(dataset.name(), dataset.rankedAt());
  }

  /** Pre-trainings that a method's runs start from, by seed. */
  List<PreTrainingNote> preTrainings(MethodNote method) {
    return summary.preTrainings().stream().filter(p -> p.methods().contains(method.id())).toList();
  }

  /** Whether a method starts from weights that others trained, at a cost that nobody knows. */
  public boolean trainedByOthers(String method) {
    return summary.recipes().stream()
        .anyMatch(r -> r.method().equals(method) && Double.isNaN(r.preTrainingSteps()));
  }

  /**
   * How many pre-trainings of different seeds a method's seeds start from, each for all data sets.
   */
  int seedsOfPreTraining(MethodNote method) {
    return (int) preTrainings(method).stream().mapToLong(PreTrainingNote::seed).distinct().count();
  }

  /**
   * What the page calls each method and control, by id: its name, with the id where names are not
   * unique.
   */
  public Map<String, String> methodNames() {
    Map<String, Long> uses =
        summary.methods().stream().collect(groupingBy(MethodNote::name, Collectors.counting()));
    Map<String, String> names = new LinkedHashMap<>();
    for (MethodNote method : summary.methods()) {
      boolean unique = uses.get(method.name()) == 1 && !method.name().isBlank();
      names.put(method.id(), unique ? method.name() : method.name() + " (" + method.id() + ")");
    }
    return names;
  }
}
