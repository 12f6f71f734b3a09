package org.voxelbench.harness.nnunet;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.predict.FoldEnsemble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands finished runs to nnU-Net. */
@Command(
    name = "export-nnunet",
    mixinStandardHelpOptions = true,
    description = {
      "Write finished runs as a model folder that nnUNetv2_predict of nnU-Net 2.8 loads.",
      "Several runs, the folds of one plan, become its folds; a README.md says what they were"
          + " trained on, under which terms, and how well they do."
    })
public final class ExportNnUnetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "finished runs: results/.../runs/<run-id>, one per fold")
  private List<Path> runs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder to write, which must not exist")
  private Path out;

  @Override
  public Integer call() {
    ModelExport.write(FoldEnsemble.read(runs), out);
    spec.commandLine()
        .getOut()
        .printf(
            "%d %s in %s; its README.md says how nnU-Net predicts with it%n",
            runs.size(), runs.size() == 1 ? "fold" : "folds", out);
    return ExitCode.DONE;
  }
}
