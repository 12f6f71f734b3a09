package org.voxelbench.reports.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultColumns;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/**
 * The long results as one typed table: a row for each case and class of each run, by data set,
 * method, number of training cases, seed, fold, case and class; or a part of these rows.
 *
 * <p>Beside the columns of {@code results.csv} it has what the policies make of a row, and the
 * places of data set, method, training cases, case and class in their lists. Rows are grouped and
 * joined by these places, never by names: Tablesaw writes the keys of a group as text and reads
 * them back, so that a class named {@code NA} would be missing and a case named {@code a~~~b} be
 * cut.
 */
public final class ResultTable {

  /** Place of the data set among those that have rows. */
  public static final String DATASET = "dataset_place";

  /** Place of the method in the protocol. */
  public static final String METHOD = "method_place";

  /** Place of the number of training cases among all such numbers, the fewest first. */
  public static final String TRAINING_CASES = "training_cases_place";

  /** Place of the run's seed among all seeds, the lowest first. */
  public static final String SEED = "seed_place";

  /** The run's fold. */
  public static final String FOLD = "fold";

  /** Place of the case among all cases, in the order of their names. */
  public static final String CASE = "case_place";

  /** Place of the class in its data set. */
  public static final String LABEL = "label_place";

  /** Dice as it counts: NaN for a class that is left out, 0 for a missing prediction. */
  public static final String DICE = "counted_dice";

  /** Whether the class counts. */
  public static final String FOREGROUND = "foreground";

  /** Whether neither reference nor prediction holds the class. */
  public static final String EMPTY = "empty";

  /** Whether there is no prediction. */
  public static final String MISSING = "missing";

  /** A column of {@code results.csv} whose words tables write in capitals. */
  private static final String STATUS = "status";

  private final Table table;
  private final List<Metric> metrics;
  private final Places places;
  private final List<List<Label>> labels;
  private final List<String> datasets;
  private final Optional<Selection> part;

  private ResultTable(
      Table table,
      List<Metric> metrics,
      Places places,
      List<String> datasets,
      Optional<Selection> part) {
    this.table = table;
    this.metrics = metrics;
    this.places = places;
    this.datasets = datasets;
    this.part = part;
    labels = places.labels();
  }

  /**
   * Sorts rows and sees where each stands.
   *
   * @param datasets the data sets that have rows, in order, with the labels that they list
   * @param methods the methods in order
   */
  public static ResultTable of(
      List<ResultRow> rows, Map<String, List<String>> datasets, List<String> methods) {
    Places places = new Places(rows, datasets, methods);
    List<Metric> metrics = Metrics.columns(rows.stream().map(ResultRow::values));
    RowColumns columns = new RowColumns();
    for (ResultColumns.Column column : ResultColumns.ROW) {
      if (column.name().equals(STATUS)) {
        columns.text(STATUS, row -> row.status().name());
      } else if (column.type() == ResultColumns.Type.TEXT) {
        columns.text(column.name(), column::text);
      } else {
        columns.whole(column.name(), column::wholeNumber);
      }
    }
    metrics.forEach(metric -> columns.number(metric.name(), row -> row.value(metric)));
    ResultColumns.Column trainingCases = ResultColumns.TRAINING_CASES;
    columns.text(trainingCases.name(), trainingCases::text);
    columns.place(DATASET, places::dataset);
    columns.place(METHOD, places::method);
    columns.place(TRAINING_CASES, places::trainingCases);
    columns.place(SEED, places::seed);
    columns.place(CASE, places::caseOf);
    columns.place(LABEL, places::label);
    columns.mark(FOREGROUND, row -> new Label(row.label(), row.labelValues()).foreground());
    columns.mark(EMPTY, row -> row.status() == CaseStatus.EMPTY);
    columns.mark(MISSING, row -> row.status() == CaseStatus.MISSING);
    columns.number(DICE, ResultTable::countedDice);
    for (Metric metric : metrics) {
      if (!counted(metric).equals(metric.name())) {
        columns.number(counted(metric), row -> metric.averaging().term(row.value(metric)));
      }
      columns.mark(lacking(metric), row -> lacks(row, metric));
    }
    return new ResultTable(
        columns.table("results", rows.stream().sorted(places.order()).toList()),
        metrics,
        places,
        places.datasets(),
        Optional.empty());
  }

  /**
   * The rows of some data sets with one number of training cases each, of the first methods.
   *
   * @param trainingCases data set's name to its number, in the order of the data sets; by their
   *     places in this map they are asked for from then on
   * @param methods how many methods
   */
  public ResultTable part(Map<String, TrainingCases> trainingCases, int methods) {
    List<String> chosen = List.copyOf(trainingCases.keySet());
    if (places.trainingCases().size() == 1
        && methods == places.methods().size()
        && chosen.equals(places.datasets())) {
      return this;
    }
    Selection rows = Selection.with();
    trainingCases.forEach((dataset, cases) -> rows.or(rows(dataset, cases)));
    rows.and(table.intColumn(METHOD).isLessThan(methods));
    return new ResultTable(table, metrics, places, chosen, Optional.of(rows));
  }

  private Selection rows(String dataset, TrainingCases cases) {
    return table
        .intColumn(DATASET)
        .isEqualTo(places.datasets().indexOf(dataset))
        .and(table.intColumn(TRAINING_CASES).isEqualTo(places.trainingCases().indexOf(cases)));
  }

  /** The column of what is averaged of a metric. */
  public static String counted(Metric metric) {
    return metric.averaging() == Averaging.MEAN_OF_MAGNITUDES
        ? metric.name() + "_magnitude"
        : metric.name();
  }

  /**
   * The column that marks the rows which were evaluated before a metric was known: a mean over the
   * other rows compares with none.
   */
  public static String lacking(Metric metric) {
    return metric.name() + "_lacking";
  }

  private static double countedDice(ResultRow row) {
    return switch (row.status()) {
      case SCORED -> row.dice();
      case EMPTY -> Double.NaN;
      case MISSING -> 0;
    };
  }

  private static boolean lacks(ResultRow row, Metric metric) {
    return row.status() != CaseStatus.EMPTY
        && !row.values().has(metric)
        && metric.definedFor(row.confusion());
  }

  /**
   * The columns of {@code results.csv}, with those of the metrics that have values, then how many
   * labelled cases a run trained on; of all rows.
   */
  public Table asInFile() {
    return columns(
        Stream.of(
                ResultColumns.ROW.stream().map(ResultColumns.Column::name),
                metrics.stream().map(Metric::name),
                Stream.of(ResultColumns.TRAINING_CASES.name()))
            .flatMap(names -> names));
  }

  /** The first row of the same run, case and class as the row before it. */
  public Optional<Row> repeated() {
    List<NumericColumn<?>> keys =
        Stream.of(LABEL, CASE, FOLD, SEED, TRAINING_CASES, METHOD, DATASET)
            .<NumericColumn<?>>map(table::numberColumn)
            .toList();
    for (int row = 1; row < table.rowCount(); row++) {
      int place = row;
      if (keys.stream().allMatch(key -> key.getDouble(place) == key.getDouble(place - 1))) {
        return Optional.of(table.row(row));
      }
    }
    return Optional.empty();
  }

  /** The rows of a data set by its place: all that is grouped by, and all that is averaged. */
  public Table of(int dataset) {
    return of(
        dataset,
        Stream.concat(
            Stream.of(METHOD, SEED, FOLD, CASE, LABEL, DICE, FOREGROUND, EMPTY, MISSING),
            metrics.stream().flatMap(metric -> Stream.of(counted(metric), lacking(metric)))));
  }

  /** The same with the counts of voxels in place of the metrics. */
  public Table counts(int dataset) {
    return of(
        dataset,
        Stream.of(
            METHOD, SEED, FOLD, CASE, LABEL, DICE, FOREGROUND, MISSING, "tp", "fp", "fn", "tn"));
  }

  private Table of(int dataset, Stream<String> columns) {
    int place = places.datasets().indexOf(datasets.get(dataset));
    Selection rows = table.intColumn(DATASET).isEqualTo(place);
    part.ifPresent(rows::and);
    return columns(columns).where(rows);
  }

  /** Those of some rows that are of foreground classes, which are all but in few data sets. */
  public static Table foreground(Table rows) {
    BooleanColumn foreground = rows.booleanColumn(FOREGROUND);
    return foreground.all() ? rows : rows.where(foreground.isTrue());
  }

  private Table columns(Stream<String> names) {
    return Table.create(table.name(), names.map(name -> (Column<?>) table.column(name)));
  }

  /** All predictions that are missing, one row each with its places. */
  public Table missing() {
    return table
        .where(table.booleanColumn(MISSING).isTrue())
        .summarize(CASE, AggregateFunctions.countUnique)
        .by(DATASET, METHOD, TRAINING_CASES, SEED, FOLD, CASE);
  }

  /** How many different values a column has. */
  public int different(String column) {
    Column<?> values = table.column(column);
    return part.<Column<?>>map(values::where).orElse(values).countUnique();
  }

  /** The metrics that have a column, in their order. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** The data sets by their places in the whole table. */
  public List<String> datasets() {
    return places.datasets();
  }

  /** The methods by their places, controls last. */
  public List<String> methods() {
    return places.methods();
  }

  /** The numbers of training cases by their places. */
  public List<TrainingCases> trainingCases() {
    return places.trainingCases();
  }

  /** The seeds by their places. */
  public List<Long> seeds() {
    return places.seeds();
  }

  /** The cases by their places. */
  public List<String> cases() {
    return places.cases();
  }

  /** The classes of a data set by their places. */
  public List<Label> labels(int dataset) {
    return labels.get(places.datasets().indexOf(datasets.get(dataset)));
  }
}
