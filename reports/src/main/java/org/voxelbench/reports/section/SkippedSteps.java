package org.voxelbench.reports.section;

import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;

/**
 * Steps without an update, since loss or gradient was not finite.
 *
 * @param trainings the trainings that have some, pre-trainings first
 */
public record SkippedSteps(List<Training> trainings) {

  /**
   * A training with its skipped steps.
   *
   * @param id of the run or pre-training
   * @param methods ids of its methods
   * @param dataset what it trained on; empty for a pre-training
   * @param steps how many, at least 1
   */
  private record Training(String id, List<String> methods, String dataset, long seed, int steps) {}

  public static SkippedSteps of(ComparableRows experiment) {
    List<Training> all = new ArrayList<>();
    for (PreTrainingNote note : experiment.summary().preTrainings()) {
      all.add(
          new Training(note.preTrainingId(), note.methods(), "", note.seed(), note.skippedSteps()));
    }
    for (RunNote note : experiment.summary().runs()) {
      all.add(
          new Training(
              note.runId(),
              List.of(note.method()),
              note.dataset(),
              note.seed(),
              note.skippedSteps()));
    }
    return new SkippedSteps(all.stream().filter(training -> training.steps() > 0).toList());
  }

  /** All together, as a sentence; empty if there are none. */
  public Optional<String> sentence() {
    int steps = trainings.stream().mapToInt(Training::steps).sum();
    return steps == 0
        ? Optional.empty()
        : Optional.of(
            NumberText.count(steps, "step")
                + " of "
                + NumberText.count(trainings.size(), "training")
                + " skipped, since loss or gradient was not finite; more under \"Cost\".");
  }

  /** One row per training that has some. */
  public ReportTable table() {
    ReportTable table =
        ReportTable.of(
            "skipped_steps",
            text("training_id"),
            text("methods"),
            text("dataset"),
            whole("seed"),
            whole("skipped_steps"));
    for (Training training : trainings) {
      table.row(
          training.id(),
          String.join("; ", training.methods()),
          training.dataset(),
          training.seed(),
          training.steps());
    }
    return table;
  }

  /** The same for the page. */
  HtmlTable html(Results results) {
    return new HtmlTable(
        "skipped-steps-table",
        "Steps without an update, since loss or gradient was not finite",
        List.of(
            HtmlCell.text("Training on"),
            HtmlCell.text("Method"),
            HtmlCell.numbers("Seed"),
            HtmlCell.numbers("Skipped steps")),
        trainings.stream()
            .map(
                training ->
                    List.of(
                        HtmlCell.text(
                            training.dataset().isEmpty() ? "pre-training" : training.dataset()),
                        HtmlCell.text(results.joined(training.methods())),
                        HtmlCell.count(training.seed()),
                        HtmlCell.count(training.steps())))
            .toList());
  }
}
