package org.voxelbench.reports.ranking;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.DICE;
import static org.voxelbench.reports.rows.ResultTable.EMPTY;
import static org.voxelbench.reports.rows.ResultTable.FOLD;
import static org.voxelbench.reports.rows.ResultTable.FOREGROUND;
import static org.voxelbench.reports.rows.ResultTable.LABEL;
import static org.voxelbench.reports.rows.ResultTable.METHOD;
import static org.voxelbench.reports.rows.ResultTable.MISSING;
import static org.voxelbench.reports.rows.ResultTable.SEED;
import static tech.tablesaw.aggregate.AggregateFunctions.countTrue;
import static tech.tablesaw.aggregate.AggregateFunctions.countUnique;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.reports.rows.KeyedTable;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.rows.Reduction;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;
import tech.tablesaw.aggregate.AggregateFunction;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Dice and the other metrics of every method on one data set, by nnU-Net's chain of means.
 *
 * <p>For each seed, a class is averaged over all its cases: the folds of a seed validate different
 * cases, and nnU-Net pools them in one mean. A case that several folds predicted is first averaged
 * over them, and so counts once. The classes are averaged next, then the seeds; a seed is never
 * taken for more cases. A value that is NaN is left out; a class left out in all cases is undefined
 * and leaves the mean over classes. Of distances the median over all rows stands in place of the
 * mean.
 *
 * <p>Source: nnU-Net's {@code evaluate_predictions.py} ({@code foreground_mean}) and {@code
 * accumulate_cv_results.py}.
 */
final class DatasetMeans {

  private final Table cases;
  private final Table seeds;
  private final KeyedTable methods;
  private final KeyedTable classes;
  private final KeyedTable methodRows;
  private final KeyedTable classRows;
  private final Table predictions;

  /**
   * Averages the foreground rows of a data set.
   *
   * @param metrics those beside Dice
   */
  DatasetMeans(Table foreground, List<Metric> metrics) {
    List<String> values = new ArrayList<>(List.of(DICE));
    metrics.forEach(metric -> values.add(ResultTable.counted(metric)));
    Table pooled = overFolds(foreground, values);
    cases =
        Table.create(
            pooled.name(), pooled.columns(METHOD, SEED, LABEL, CASE, DICE).toArray(Column[]::new));
    Table classesOfSeeds = Mean.over(pooled, values, METHOD, SEED, LABEL);
    seeds = Mean.over(classesOfSeeds, values, METHOD, SEED);
    methods = KeyedTable.of(Mean.over(seeds, values, METHOD), METHOD);
    classes = KeyedTable.of(Mean.over(classesOfSeeds, values, METHOD, LABEL), METHOD, LABEL);
    predictions = Mean.over(foreground, List.of(DICE), METHOD, SEED, FOLD, CASE);
    methodRows = rows(foreground, metrics, METHOD);
    classRows = rows(foreground, metrics, METHOD, LABEL);
  }

  private static Table overFolds(Table rows, List<String> values) {
    boolean once =
        rows.isEmpty()
            || rows.summarize(FOLD, countUnique)
                    .by(CASE)
                    .numberColumn(KeyedTable.name(countUnique, FOLD))
                    .max()
                <= 1;
    return once ? rows : Mean.over(rows, values, METHOD, SEED, LABEL, CASE);
  }

  private static KeyedTable rows(Table foreground, List<Metric> metrics, String... keys) {
    Map<String, List<AggregateFunction<?, ?>>> functions = new LinkedHashMap<>();
    List.of(EMPTY, MISSING, FOREGROUND).forEach(mark -> functions.put(mark, List.of(countTrue)));
    for (Metric metric : metrics) {
      functions.put(ResultTable.lacking(metric), List.of(countTrue));
      functions.put(
          ResultTable.counted(metric),
          metric.averaging() == Averaging.MEDIAN
              ? List.of(Reduction.MEDIAN, Reduction.DEFINED, Reduction.INFINITE)
              : List.of(Reduction.DEFINED, Reduction.INFINITE));
    }
    return KeyedTable.of(foreground, functions, keys);
  }

  /** Dice of each case, class, method and seed, folds averaged. */
  Table cases() {
    return cases;
  }

  /** The predictions of a method that hold any class, by seed, fold and case, with their Dice. */
  Table predictions(int method) {
    return predictions.where(
        predictions
            .intColumn(METHOD)
            .isEqualTo(method)
            .and(predictions.doubleColumn(DICE).isNotMissing()));
  }

  /** Mean Dice of a method over cases, classes and seeds; NaN if nothing is defined. */
  double dice(int method) {
    return methods.number(DICE, method);
  }

  /** Mean Dice of a class over cases and seeds; NaN if no case has it. */
  double dice(int method, int label) {
    return classes.number(DICE, method, label);
  }

  /** Mean Dice of a method over cases and classes of each seed that has rows, by its place. */
  SortedMap<Integer, Double> bySeed(int method) {
    SortedMap<Integer, Double> dice = new TreeMap<>();
    for (Row row : seeds.where(seeds.intColumn(METHOD).isEqualTo(method))) {
      dice.put(row.getInt(SEED), row.getDouble(DICE));
    }
    return dice;
  }

  /** A metric of a method, averaged as the metric says. */
  MetricMean mean(Metric metric, int method) {
    return mean(metric, methods, methodRows, method);
  }

  /** A metric of a class, averaged as the metric says. */
  MetricMean mean(Metric metric, int method, int label) {
    return mean(metric, classes, classRows, method, label);
  }

  private static MetricMean mean(Metric metric, KeyedTable means, KeyedTable rows, long... keys) {
    String column = ResultTable.counted(metric);
    if (rows.count(KeyedTable.name(countTrue, ResultTable.lacking(metric)), keys) > 0) {
      return MetricMean.NONE;
    }
    return new MetricMean(
        metric.averaging() == Averaging.MEDIAN
            ? rows.number(KeyedTable.name(Reduction.MEDIAN, column), keys)
            : means.number(column, keys),
        rows.count(KeyedTable.name(Reduction.INFINITE, column), keys),
        rows.count(KeyedTable.name(Reduction.DEFINED, column), keys));
  }

  /** How many rows of a class a mark of {@link ResultTable} holds for. */
  int count(String mark, int method, int label) {
    return classRows.count(KeyedTable.name(countTrue, mark), method, label);
  }
}
