package org.voxelbench.reports.page;

import static org.voxelbench.reports.page.RowBuilder.scored;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;

/**
 * Made-up rows of contenders and controls with several numbers of training cases, on test data sets
 * of 12 held-out cases in one fold and two seeds.
 *
 * @param datasets how many test data sets
 * @param sizes the numbers of training cases
 * @param methods ids of the methods; those that begin with control- are controls
 * @param rankedAt where ranks are read
 * @param dice Dice in [0, 1] of each row
 */
record Assay(int datasets, List<String> sizes, List<String> methods, String rankedAt, Dice dice) {

  static final int CASES = 12;
  static final int ALL_IMAGES = 52;
  private static final long[] SEEDS = {1, 2};

  /** Dice of a case. */
  interface Dice {
    /**
     * In [0, 1].
     *
     * @param size text of the number of training cases
     */
    double of(String method, String size, int dataset, int ofCase, long seed);
  }

  /** What a control is by its id. */
  private static Control control(String id) {
    return id.equals("control-positive")
        ? Control.POSITIVE
        : id.equals("control-negative") ? Control.NEGATIVE : Control.NONE;
  }

  static MethodNote note(String id) {
    return new MethodNote(id, "The " + id, "citation", "licence", control(id));
  }

  List<ResultRow> rows() {
    List<ResultRow> rows = new ArrayList<>();
    for (int d = 0; d < datasets; d++) {
      for (String method : methods) {
        for (String size : sizes) {
          for (long seed : SEEDS) {
            for (int c = 0; c < CASES; c++) {
              RowBuilder row = scored(dice.of(method, size, d, c, seed));
              row.trainingCases = new TrainingCases(size);
              row.method(method).dataset("Set " + d).caseId("case " + (10 + c));
              rows.add(row.run(0, seed).label("tumour", "1").build());
            }
          }
        }
      }
    }
    return rows;
  }

  List<RunNote> runs() {
    List<RunNote> runs = new ArrayList<>();
    for (ResultRow row : rows()) {
      if (row.caseId().equals("case 10")) {
        runs.add(run(row, RunState.DONE, ""));
      }
    }
    return runs;
  }

  static RunNote run(ResultRow row, RunState state, String reason) {
    String id =
        String.join(
            "-",
            row.method(),
            row.dataset(),
            row.trainingCases().text(),
            Long.toString(row.seed()));
    double preTraining = row.method().startsWith("scratch") ? 0 : 5;
    return new RunNote(
        id,
        row.method(),
        row.dataset(),
        row.trainingCases(),
        row.fold(),
        row.seed(),
        state,
        reason,
        "cpu",
        2,
        10,
        preTraining,
        1,
        1 << 20,
        1,
        0);
  }

  ExperimentSummary summary(List<RunNote> runs) {
    List<DatasetNote> notes =
        IntStream.range(0, datasets)
            .mapToObj(
                d ->
                    new DatasetNote(
                        "Set " + d,
                        "test",
                        "MR",
                        List.of("tumour"),
                        ALL_IMAGES,
                        "citation",
                        "licence",
                        new TrainingCases(rankedAt)))
            .toList();
    return MadeUpExperiment.bare(notes, methods.stream().map(Assay::note).toList(), runs);
  }

  Results results() {
    return results(row -> true);
  }

  /** Of a part of the rows; the runs of the others did not end. */
  Results results(Predicate<ResultRow> kept) {
    List<RunNote> runs = new ArrayList<>();
    for (ResultRow row : rows()) {
      if (row.caseId().equals("case 10")) {
        runs.add(
            kept.test(row)
                ? run(row, RunState.DONE, "")
                : run(row, RunState.DIVERGED, "the loss is NaN."));
      }
    }
    return Results.of(rows().stream().filter(kept).toList(), summary(runs));
  }
}
