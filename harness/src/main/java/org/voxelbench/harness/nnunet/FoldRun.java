package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.predict.FoldEnsemble;
import org.voxelbench.harness.predict.TrainedRun;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.TrainingLog;

/**
 * A run as a fold of a model folder.
 *
 * @param fold its fold, a number or {@code all}
 * @param run the run
 * @param rows the cases it was evaluated on; empty if it was imported
 * @param epochs its training log; empty if it was imported
 * @param origin where it comes from; empty if it was trained here
 */
record FoldRun(
    String fold,
    TrainedRun run,
    List<ResultRow> rows,
    List<EpochRow> epochs,
    Optional<ImportNote> origin) {

  /**
   * The folds of an ensemble; a run that doesn't say which it is, is called by its place.
   *
   * @throws BadInputException naming two runs of the same fold
   */
  static List<FoldRun> all(FoldEnsemble ensemble) {
    Map<String, FoldRun> folds = new LinkedHashMap<>();
    for (TrainedRun run : ensemble.runs()) {
      FoldRun read = read(run, folds.size());
      FoldRun before = folds.put(read.fold, read);
      if (before != null) {
        throw new BadInputException(
            "the runs '"
                + before.run.folder()
                + "' and '"
                + run.folder()
                + "' are both of fold "
                + read.fold
                + ", of which a model folder holds one; leave one out.");
      }
    }
    return List.copyOf(folds.values());
  }

  /**
   * Its plan as nnU-Net writes it, with a reader that opens the data set's files: nnU-Net predicts
   * with the one that the plan names, and plans of earlier runs named NibabelIO for every format.
   */
  ObjectNode plan() {
    return PlanJson.toJson(run.plan()).put("image_reader_writer", run.dataset().readerName());
  }

  private static FoldRun read(TrainedRun run, int place) {
    Path file = run.folder().resolve("rows.csv");
    List<ResultRow> rows = Files.exists(file) ? ResultsCsv.read(file) : List.of();
    Optional<ImportNote> origin = ImportNote.read(run.folder());
    String fold =
        rows.stream()
            .findFirst()
            .map(row -> Integer.toString(row.fold()))
            .or(() -> origin.map(ImportNote::fold))
            .orElse(Integer.toString(place));
    return new FoldRun(
        fold, run, rows, TrainingLog.read(run.folder().resolve(TrainingLog.NAME)), origin);
  }
}
