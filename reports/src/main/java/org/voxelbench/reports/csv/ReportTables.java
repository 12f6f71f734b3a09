package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.ranking.ClassSummary;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.section.ComputeComparison;
import org.voxelbench.reports.section.SkippedSteps;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.metric.Metric;
import tech.tablesaw.columns.Column;

/** The report's tables as files: long form, one fact a row, Dice in [0, 1]. */
public final class ReportTables {

  private ReportTables() {}

  /** File's path in the report's folder to its content. */
  public static Map<String, String> csv(Results results) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tables/dice_per_dataset.csv", dicePerDataset(results).csv());
    files.put("tables/dice_per_seed.csv", dicePerSeed(results).csv());
    files.put("tables/dice_per_class.csv", dicePerClass(results).csv());
    files.put("tables/ranks.csv", ranks(results).csv());
    files.put("tables/average_ranks.csv", averageRanks(results).csv());
    files.put("tables/cases.csv", cases(results).csv());
    files.put("tables/cost.csv", RunTables.cost(results).csv());
    files.put("tables/runs.csv", RunTables.runs(results).csv());
    files.put("tables/skipped_steps.csv", SkippedSteps.of(results.experiment()).table().csv());
    if (results.experiment().summary().recipesDiffer()) {
      files.put("tables/compute.csv", ComputeComparison.of(results.experiment()).table().csv());
    }
    List<PreTrainingNote> preTrainings = results.experiment().summary().preTrainings();
    files.put("tables/pretraining.csv", PreTrainingTables.epochs(preTrainings).csv());
    files.put("tables/pretraining_numbers.csv", PreTrainingTables.numbers(preTrainings).csv());
    files.put("tables/test_use.csv", RunTables.testUse(results).csv());
    files.putAll(StatisticsTables.csv(results));
    files.putAll(ControlTables.csv(results));
    return files;
  }

  /** The rows themselves, one per case and label: the source of every other table. */
  public static ReportTable perCase(ComparableRows experiment) {
    return ReportTable.of(experiment.all().asInFile());
  }

  private static ReportTable dicePerDataset(Results results) {
    List<Column<?>> columns =
        new ArrayList<>(
            List.<Column<?>>of(
                text("dataset"),
                text("role"),
                text("method"),
                whole("seeds"),
                whole("folds"),
                number("dice")));
    results.scores().metrics().forEach(metric -> columns.addAll(MetricColumns.of(metric)));
    columns.add(text("lacking"));
    ReportTable table = ReportTable.of("dice_per_dataset", columns.toArray(Column[]::new));
    for (MethodScore cell : results.scores().cells()) {
      List<Object> row = new ArrayList<>();
      row.add(cell.dataset().name());
      row.add(cell.dataset().role());
      row.add(cell.method().id());
      row.add(cell.seeds());
      row.add(cell.folds());
      row.add(cell.dice());
      for (Metric metric : results.scores().metrics()) {
        row.addAll(MetricColumns.values(metric, cell.mean(metric)));
      }
      row.add(String.join("; ", cell.gaps()));
      table.row(row.toArray());
    }
    return table;
  }

  private static ReportTable dicePerSeed(Results results) {
    ReportTable table =
        ReportTable.of(
            "dice_per_seed",
            text("dataset"),
            text("role"),
            text("method"),
            whole("seed"),
            number("dice"),
            number("deviation_over_seeds"));
    for (MethodScore cell : results.scores().cells()) {
      double deviation = cell.deviation();
      cell.spread()
          .bySeed()
          .forEach(
              (seed, dice) ->
                  table.row(
                      cell.dataset().name(),
                      cell.dataset().role(),
                      cell.method().id(),
                      seed,
                      dice,
                      deviation));
    }
    return table;
  }

  private static ReportTable dicePerClass(Results results) {
    List<Column<?>> columns =
        new ArrayList<>(
            List.<Column<?>>of(
                text("dataset"),
                text("role"),
                text("method"),
                text("label"),
                text("label_values"),
                number("dice")));
    results.scores().metrics().forEach(metric -> columns.addAll(MetricColumns.of(metric)));
    ReportTable table = ReportTable.of("dice_per_class", columns.toArray(Column[]::new));
    for (MethodScore cell : results.scores().cells()) {
      for (ClassSummary score : cell.classes()) {
        List<Object> row = new ArrayList<>();
        row.add(cell.dataset().name());
        row.add(cell.dataset().role());
        row.add(cell.method().id());
        row.add(score.label());
        row.add(score.labelValues());
        row.add(cell.dice(score.label()));
        for (Metric metric : results.scores().metrics()) {
          row.addAll(MetricColumns.values(metric, cell.mean(metric, score.label())));
        }
        table.row(row.toArray());
      }
    }
    return table;
  }

  private static ReportTable ranks(Results results) {
    ReportTable table =
        ReportTable.of(
            "ranks",
            text("dataset"),
            text("role"),
            text("method"),
            number("dice"),
            number("rank"),
            text("missing_is_last"));
    results
        .experiment()
        .datasets()
        .forEach(
            dataset -> {
              List<MethodScore> cells = results.scores().cells(dataset);
              double[] ranks = results.standings(Scope.ALL).ranks().get(dataset.name());
              for (int m = 0; m < ranks.length; m++) {
                MethodScore cell = cells.get(m);
                String missing = Double.isNaN(cell.dice()) ? "yes" : "no";
                table.row(
                    dataset.name(),
                    dataset.role(),
                    cell.method().id(),
                    cell.dice(),
                    ranks[m],
                    missing);
              }
            });
    return table;
  }

  private static ReportTable averageRanks(Results results) {
    ReportTable table =
        ReportTable.of(
            "average_ranks",
            text("scope"),
            text("method"),
            whole("datasets"),
            number("average_rank"),
            number("mean_dice"),
            whole("datasets_missing"));
    for (Ranking standings : results.standings()) {
      for (MethodRank standing : standings.ordered()) {
        table.row(
            standings.scope().key(),
            standing.method().id(),
            standings.datasets(),
            standing.averageRank(),
            standing.meanDice(),
            standing.missing());
      }
    }
    return table;
  }

  private static ReportTable cases(Results results) {
    ReportTable table =
        ReportTable.of(
            "cases",
            text("dataset"),
            text("role"),
            text("method"),
            text("label"),
            whole("used"),
            whole("empty"),
            whole("missing"),
            whole("absent"));
    for (MethodScore cell : results.scores().cells()) {
      for (ClassSummary score : cell.classes()) {
        table.row(
            cell.dataset().name(),
            cell.dataset().role(),
            cell.method().id(),
            score.label(),
            score.used(),
            score.empty(),
            score.missing(),
            score.absent());
      }
    }
    return table;
  }
}
