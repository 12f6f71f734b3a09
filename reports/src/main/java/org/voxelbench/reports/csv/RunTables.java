package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.Locale;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Cost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;

/** The runs as files: what they took, and how often they saw test data. */
final class RunTables {

  private RunTables() {}

  /** One row per data set and method that is ranked. */
  static ReportTable cost(Results results) {
    ReportTable table =
        ReportTable.of(
            "cost",
            text("dataset"),
            text("method"),
            whole("runs"),
            whole("runs_done"),
            number("mean_training_seconds"),
            number("mean_pre_training_seconds"),
            number("mean_inference_seconds"),
            text("device"),
            number("mean_device_hours"),
            number("peak_memory_bytes"),
            number("mean_energy_joules"));
    for (Cost cost : Cost.of(results.experiment())) {
      table.row(
          cost.dataset(),
          cost.method().id(),
          cost.runs(),
          cost.done(),
          cost.trainingSeconds(),
          cost.preTrainingSeconds(),
          cost.inferenceSeconds(),
          cost.device(),
          cost.deviceHours(),
          cost.peakMemoryBytes(),
          cost.energyJoules());
    }
    return table;
  }

  /** One row per run, of controls and of every number of training cases too. */
  static ReportTable runs(Results results) {
    ReportTable table =
        ReportTable.of(
            "runs",
            text("run_id"),
            text("dataset"),
            text("method"),
            whole("fold"),
            whole("seed"),
            text("state"),
            number("training_seconds"),
            number("pre_training_seconds"),
            number("inference_seconds"),
            text("device"),
            number("device_hours"),
            whole("peak_memory_bytes"),
            number("energy_joules"),
            text("training_cases"),
            text("control"));
    ComparableRows experiment = results.experiment();
    for (RunNote run : experiment.everyRun()) {
      table.row(
          run.runId(),
          run.dataset(),
          run.method(),
          run.fold(),
          run.seed(),
          run.state().text(),
          run.trainingSeconds(),
          experiment.trainedByOthers(run.method()) ? Double.NaN : run.preTrainingSeconds(),
          run.inferenceSeconds(),
          run.device(),
          run.deviceHours(),
          run.peakMemoryBytes(),
          run.energyJoules(),
          run.trainingCases().text(),
          control(experiment, run.method()).name().toLowerCase(Locale.ROOT));
    }
    return table;
  }

  /** What a method stands for; one that the summary doesn't list is no control. */
  private static Control control(ComparableRows experiment, String method) {
    return experiment.controls().stream()
        .filter(note -> note.id().equals(method))
        .map(MethodNote::control)
        .findFirst()
        .orElse(Control.NONE);
  }

  /** One row per test data set and method. */
  static ReportTable testUse(Results results) {
    ReportTable table =
        ReportTable.of(
            "test_use",
            text("dataset"),
            text("method"),
            whole("runs_of_these_settings"),
            whole("settings_tried"),
            whole("runs_of_all_settings"),
            whole("protocols"));
    for (TestUseNote use : results.experiment().summary().testUse()) {
      table.row(
          use.dataset(), use.method(), use.runs(), use.settings(), use.allRuns(), use.protocols());
    }
    return table;
  }
}
