package org.voxelbench.reports.section;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.chart.Figure;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.RunState;

/**
 * What one pre-training learnt.
 *
 * @param title its methods and seed
 * @param notes what is lacking, one sentence an entry
 * @param loss its loss over the epochs
 * @param epochs the same as a table
 * @param numbers what the method says about it; without rows if nothing
 * @param strips its pictures
 * @param caption what is on them, from the left
 */
public record PretrainingPanel(
    String title,
    List<String> notes,
    Figure loss,
    HtmlTable epochs,
    HtmlTable numbers,
    List<EmbeddedPng> strips,
    String caption) {

  private static final int SHOWN_EPOCHS = 8;

  /**
   * One for each pre-training of the summary.
   *
   * @param losses their figures, in their order
   * @param folder the results folder, where the pictures lie
   */
  public static List<PretrainingPanel> all(Results results, List<Figure> losses, Path folder) {
    List<PretrainingPanel> panels = new ArrayList<>();
    for (PreTrainingNote preTraining : results.experiment().summary().preTrainings()) {
      panels.add(of(results, preTraining, panels.size() + 1, losses.get(panels.size()), folder));
    }
    return List.copyOf(panels);
  }

  private static PretrainingPanel of(
      Results results, PreTrainingNote preTraining, int number, Figure loss, Path folder) {
    String title = results.joined(preTraining.methods()) + ", seed " + preTraining.seed();
    String id = "pre-training-" + number;
    List<String> notes = new ArrayList<>();
    if (preTraining.state() != RunState.DONE) {
      notes.add(
          "This pre-training is not complete: "
              + preTraining.state().text()
              + " after "
              + NumberText.count(preTraining.epochs().size(), "epoch")
              + (preTraining.reason().isEmpty() ? "." : ": " + preTraining.reason()));
    }
    String file = preTraining.preTrainingId().replaceAll("[^A-Za-z0-9_-]", "_");
    List<EmbeddedPng> strips = strips(preTraining, file, title, folder, notes);
    return new PretrainingPanel(
        title,
        notes,
        loss,
        epochs(id, title, preTraining.epochs()),
        numbers(id, title, preTraining.numbers()),
        strips,
        "Validation patches, middle slice: " + String.join(" | ", preTraining.volumes()));
  }

  private static List<EmbeddedPng> strips(
      PreTrainingNote preTraining, String file, String title, Path folder, List<String> notes) {
    List<EmbeddedPng> strips = new ArrayList<>();
    int sample = 0;
    for (String picture : preTraining.pictures()) {
      String alt =
          "Middle slices of validation sample "
              + ++sample
              + " as "
              + title
              + " shows them, from the left: "
              + String.join(", ", preTraining.volumes())
              + ".";
      EmbeddedPng.read(folder, picture, file + "_" + sample + ".png", alt)
          .ifPresentOrElse(
              strips::add, () -> notes.add("Picture " + picture + " is not there any more."));
    }
    return List.copyOf(strips);
  }

  private static HtmlTable epochs(String id, String title, List<EpochNote> epochs) {
    List<List<HtmlCell>> body = new ArrayList<>();
    for (int index : spread(epochs.size())) {
      EpochNote epoch = epochs.get(index);
      body.add(
          List.of(
              HtmlCell.count(epoch.epoch() + 1L),
              figure(epoch.trainLoss()),
              figure(epoch.validationLoss())));
    }
    return new HtmlTable(
        id + "-epochs",
        "Loss of " + title + ", " + body.size() + " of " + NumberText.count(epochs.size(), "epoch"),
        List.of(
            HtmlCell.text("Epoch"), HtmlCell.numbers("Training"), HtmlCell.numbers("Validation")),
        body);
  }

  /** The first, the last, and some evenly between them. */
  public static int[] spread(int count) {
    int shown = Math.min(count, SHOWN_EPOCHS);
    int[] indices = new int[shown];
    for (int i = 1; i < shown; i++) {
      indices[i] = (int) Math.round((double) i * (count - 1) / (shown - 1));
    }
    return indices;
  }

  private static HtmlTable numbers(String id, String title, List<NumberNote> numbers) {
    return new HtmlTable(
        id + "-numbers",
        "What " + title + " says of its validation patches, mean over batches",
        List.of(HtmlCell.text("What"), HtmlCell.numbers("Value")),
        numbers.stream()
            .map(number -> List.of(HtmlCell.text(number.name()), figure(number.value())))
            .toList());
  }

  private static HtmlCell figure(double value) {
    return HtmlCell.number(NumberText.figure(value), value);
  }
}
