package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.ReportTable;

/** How cases spread, which of them are shown, and Dice against cost, as files. */
public final class CaseTables {

  private CaseTables() {}

  /** File's path in the report's folder to its content. */
  public static Map<String, String> csv(
      Results results, List<CaseSpread> spreads, List<ExampleCase> shown, List<MethodCost> costs) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tables/case_quartiles.csv", quartiles(spreads).csv());
    files.put("tables/shown_cases.csv", shown(shown).csv());
    files.put("tables/dice_against_cost.csv", cost(results, costs).csv());
    return files;
  }

  private static ReportTable quartiles(List<CaseSpread> all) {
    ReportTable table =
        ReportTable.of(
            "case_quartiles",
            text("dataset"),
            text("role"),
            text("method"),
            whole("cases"),
            number("lowest"),
            number("lower_quartile"),
            number("median"),
            number("upper_quartile"),
            number("highest"));
    for (CaseSpread dice : all) {
      table.row(
          dice.dataset().name(),
          dice.dataset().role(),
          dice.method().id(),
          dice.byCase().size(),
          dice.quantile(0),
          dice.quantile(0.25),
          dice.quantile(0.5),
          dice.quantile(0.75),
          dice.quantile(1));
    }
    return table;
  }

  private static ReportTable shown(List<ExampleCase> cases) {
    ReportTable table =
        ReportTable.of(
            "shown_cases",
            text("dataset"),
            text("method"),
            text("place"),
            text("run_id"),
            whole("fold"),
            whole("seed"),
            text("case"),
            number("case_dice"),
            text("label"),
            number("dice"));
    for (ExampleCase shown : cases) {
      for (ExampleCase.OfClass ofClass : shown.classes()) {
        table.row(
            shown.dataset(),
            shown.method(),
            shown.standing(),
            shown.runId(),
            shown.fold(),
            shown.seed(),
            shown.caseId(),
            shown.dice(),
            ofClass.label(),
            ofClass.dice());
      }
    }
    return table;
  }

  private static ReportTable cost(Results results, List<MethodCost> costs) {
    ReportTable table =
        ReportTable.of(
            "dice_against_cost",
            text("scope"),
            text("method"),
            number("mean_dice"),
            number("mean_run_seconds"),
            number("mean_pre_training_seconds"),
            number("mean_training_seconds"),
            number("mean_inference_seconds"));
    for (MethodCost cost : costs) {
      table.row(
          results.headline().scope().key(),
          cost.method().id(),
          cost.meanDice(),
          cost.seconds(),
          cost.preTrainingSeconds(),
          cost.trainingSeconds(),
          cost.inferenceSeconds());
    }
    return table;
  }
}
