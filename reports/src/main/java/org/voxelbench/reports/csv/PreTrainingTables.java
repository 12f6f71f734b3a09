package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.List;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;

/** The pre-trainings as files. */
final class PreTrainingTables {

  private PreTrainingTables() {}

  /** One row per pre-training and epoch. */
  static ReportTable epochs(List<PreTrainingNote> preTrainings) {
    ReportTable table =
        ReportTable.of(
            "pretraining",
            text("pretraining_id"),
            text("methods"),
            whole("seed"),
            text("state"),
            whole("epoch"),
            number("train_loss"),
            number("validation_loss"));
    for (PreTrainingNote preTraining : preTrainings) {
      for (EpochNote epoch : preTraining.epochs()) {
        table.row(
            preTraining.preTrainingId(),
            String.join("; ", preTraining.methods()),
            preTraining.seed(),
            preTraining.state().text(),
            epoch.epoch() + 1,
            epoch.trainLoss(),
            epoch.validationLoss());
      }
    }
    return table;
  }

  /** One row per pre-training and number. */
  static ReportTable numbers(List<PreTrainingNote> preTrainings) {
    ReportTable table =
        ReportTable.of(
            "pretraining_numbers",
            text("pretraining_id"),
            text("methods"),
            whole("seed"),
            text("name"),
            number("value"));
    for (PreTrainingNote preTraining : preTrainings) {
      for (NumberNote number : preTraining.numbers()) {
        table.row(
            preTraining.preTrainingId(),
            String.join("; ", preTraining.methods()),
            preTraining.seed(),
            number.name(),
            number.value());
      }
    }
    return table;
  }
}
