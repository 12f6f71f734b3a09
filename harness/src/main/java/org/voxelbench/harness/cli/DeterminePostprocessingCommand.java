package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.raw.SegmentationFolder;
import org.voxelbench.evaluation.postprocess.Postprocessing;
import org.voxelbench.evaluation.postprocess.PostprocessingSearch;
import org.voxelbench.evaluation.postprocess.Trial;
import org.voxelbench.evaluation.postprocess.ValidationCase;
import org.voxelbench.harness.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides on validation predictions whether removing small components helps. */
@Command(
    name = "determine-postprocessing",
    mixinStandardHelpOptions = true,
    description = {
      "Decide on validation predictions which components to remove, by nnU-Net's rule.",
      "Keeps the largest component (26 neighbours) of the whole foreground if the mean Dice rises"
          + " and no class drops, then that of each class whose Dice rises."
    })
final class DeterminePostprocessingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReferenceCases references;

  @Parameters(
      arity = "1..*",
      paramLabel = "PREDICTIONS",
      description = "folders of CASE.nii.gz files, such as one per fold")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to write (default: postprocessing.json in the first folder)")
  private Path out;

  @Override
  public Integer call() {
    List<SegmentationFolder> predictions = folders.stream().map(references::predictions).toList();
    List<ValidationCase> cases =
        references.labelled().stream()
            .map(raw -> new ValidationCase(raw, prediction(raw.id(), predictions)))
            .toList();
    Postprocessing decided = PostprocessingSearch.run(references.evaluator(), cases);
    Path file = out == null ? folders.get(0).resolve(Postprocessing.NAME) : out;
    decided.write(file);
    print(decided, file);
    return ExitCode.DONE;
  }

  private static Optional<Path> prediction(String id, List<SegmentationFolder> predictions) {
    List<Path> found = predictions.stream().flatMap(folder -> folder.file(id).stream()).toList();
    if (found.size() > 1) {
      throw new BadInputException(
          "case '"
              + id
              + "' is predicted by '"
              + found.get(0)
              + "' and '"
              + found.get(1)
              + "'; give validation folders, in which each case lies once.");
    }
    return found.stream().findFirst();
  }

  private void print(Postprocessing decided, Path file) {
    PrintWriter to = spec.commandLine().getOut();
    for (Trial trial : decided.trials()) {
      to.printf(
          Locale.ROOT,
          "%s %s: foreground mean Dice %.4f, with it %.4f%n",
          trial.accepted() ? "accepted" : "refused",
          trial.step().name(),
          trial.before().foregroundMean(),
          trial.after().foregroundMean());
    }
    if (!decided.missing().isEmpty()) {
      to.printf("no prediction, scored 0: %s%n", String.join(", ", decided.missing()));
    }
    to.printf(
        Locale.ROOT,
        "%d of %d steps help on %d cases: %s%n",
        decided.steps().size(),
        decided.trials().size(),
        decided.cases().size(),
        file);
  }
}
