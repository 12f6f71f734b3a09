package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.store.FailedRuns;
import org.voxelbench.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what ended without a result. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = {
      "Remove the folders of failed, diverged and out-of-budget runs, so that they are tried again"
          + " from the start, or from their last checkpoint with --keep-checkpoints.",
      "What is done, at work or interrupted stays."
    })
final class CleanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;

  @Option(
      names = "--failed",
      required = true,
      description = "remove runs that failed, diverged or used up their budget")
  private boolean failed;

  @Option(
      names = "--keep-checkpoints",
      description =
          "let those that failed or used up their budget go on from their last checkpoint, once"
              + " what stopped them is mended; remove the others")
  private boolean keepCheckpoints;

  @Option(names = "--dry-run", description = "say what would be removed; remove nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    FailedRuns runs = new FailedRuns(new RunStore(FolderChecks.results(choice.workspace().root())));
    int count = 0;
    long bytes = 0;
    for (FailedRuns.Ended run : runs.all()) {
      String line = run.folder().path() + " (" + run.state().text() + ", " + size(run.bytes());
      if (keepCheckpoints && (dryRun ? runs.canGoOn(run.folder()) : runs.reopen(run.folder()))) {
        out.println((dryRun ? "would go on: " : "goes on: ") + line + ")");
      } else if (dryRun || runs.remove(run.folder())) {
        out.println((dryRun ? "would remove " : "removed ") + line + ")");
        count++;
        bytes += run.bytes();
      } else {
        out.println("kept " + line + "): another process works on it");
      }
    }
    out.printf(
        Locale.ROOT,
        "%s: %d folder%s, %s.%n",
        dryRun ? "Would remove" : "Removed",
        count,
        count == 1 ? "" : "s",
        size(bytes));
    return ExitCode.DONE;
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }
}
