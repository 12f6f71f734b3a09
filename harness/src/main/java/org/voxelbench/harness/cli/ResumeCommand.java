package org.voxelbench.harness.cli;

import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.Status;
import org.voxelbench.harness.inspect.StatusRow;
import org.voxelbench.harness.inspect.StoredExperiment;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.MovedPlaces;
import org.voxelbench.harness.options.RehashOption;
import org.voxelbench.harness.run.LaunchRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Goes on with a benchmark as it was started. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Go on with an interrupted benchmark, with the protocol, engine, device, data and plugins"
            + " that it was started with, wherever these lie now.")
final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions choice;

  @Mixin private MovedPlaces moved;
  @Mixin private RehashOption rehash;

  @Override
  public Integer call() {
    Workspace workspace = choice.workspace();
    FolderChecks.results(workspace.root());
    LaunchRecord started = LaunchRecord.required(workspace).with(moved.byOption());
    Status status = StoredExperiment.of(workspace, started).status();
    if (status.any(StatusRow.RUNNING)) {
      throw new BadInputException(
          "a benchmark is at work in '"
              + workspace.root()
              + "'; 'voxelbench status' shows how far it is.");
    }
    if (started.finished() && status.ended()) {
      throw new BadInputException(
          "there is nothing to go on with in '"
              + workspace.root()
              + "': "
              + status.countsInWords()
              + "; 'voxelbench clean --failed' lets what failed be tried again.");
    }
    BenchmarkCommand begun = BenchmarkCommand.of(rehash.addedTo(started.commandLine(workspace)));
    return begun.session(spec.commandLine().getOut()).run() ? ExitCode.DONE : ExitCode.RUN_FAILED;
  }
}
