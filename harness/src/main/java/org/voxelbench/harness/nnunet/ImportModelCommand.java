package org.voxelbench.harness.nnunet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a model that nnU-Net trained. */
@Command(
    name = "nnunet-model",
    mixinStandardHelpOptions = true,
    description = {
      "Make a model folder of nnU-Net a finished run per fold, for 'predict --run'.",
      "What was trained how can't be read from a checkpoint: the protocol is unknown, and scores of"
          + " its predictions are ranked by 'import nnunet' with imported ones alone."
    })
public final class ImportModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "folder with plans.json, dataset.json and a folder for each fold")
  private Path model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder to write, which must not exist; takes a run for each fold")
  private Path out;

  @Option(
      names = "--checkpoint",
      defaultValue = ModelFolder.FINAL,
      paramLabel = "FILE",
      description =
          "the file of each fold, such as checkpoint_best.pth (default: ${DEFAULT-VALUE})")
  private String checkpoint;

  @Option(
      names = "--folds",
      split = ",",
      paramLabel = "F,...",
      hideParamSyntax = true,
      description = "folds to import, numbers or 'all' (default: those that are there)")
  private List<String> folds = List.of();

  @Option(
      names = "--trust-trainer",
      paramLabel = "NAME",
      description = "take it that this trainer, which isn't known, built the plan's network")
  private String trusted = "";

  @Override
  public Integer call() {
    if (!checkpoint.matches("[A-Za-z0-9_.-]+\\.pth")) {
      throw new BadInputException(
          "--checkpoint is '"
              + checkpoint
              + "', expected a file's name, such as checkpoint_best.pth.");
    }
    for (String fold : folds) {
      if (!ModelFolder.isFold(fold)) {
        throw new BadInputException("--folds names '" + fold + "', expected a number or 'all'.");
      }
    }
    List<Path> runs = ModelImport.of(model, checkpoint, folds, trusted).write(out);
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "%d %s of an unknown protocol: voxelbench predict IMAGES OUT%s%n",
        runs.size(),
        runs.size() == 1 ? "run" : "runs",
        runs.stream().map(run -> " --run " + run).collect(Collectors.joining()));
    return ExitCode.DONE;
  }
}
