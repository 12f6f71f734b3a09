package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxelbench.harness.cluster.JobsLeft;
import org.voxelbench.harness.cluster.NamedJob;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.MovedPlaces;
import org.voxelbench.harness.options.ResultsOption;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.store.RunHeldException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does one piece of a benchmark, as a job of a scheduler. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    description = {
      "Do one piece of a benchmark that 'voxelbench slurm' laid out, or that was started before.",
      "Everything but the piece is taken from the folder of the results. A piece that is done is"
          + " left as it is."
    })
final class JobCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description =
          "prepare (verify, plan and preprocess), report, or the id of a run or pre-training")
  private String name;

  @Mixin private ResultsOption results;

  @Option(
      names = "--list",
      description = "do nothing, but list what is left: group, index in it and NAME on each line")
  private boolean list;

  @Mixin private MovedPlaces moved;

  @Override
  public Integer call() {
    if (list == (name != null)) {
      throw new ParameterException(
          spec.commandLine(), "name one piece of the benchmark, or give --list alone.");
    }
    Workspace workspace = results.workspace();
    LaunchRecord started = LaunchRecord.required(workspace).with(moved.byOption());
    return list ? list(workspace, started) : work(workspace, started);
  }

  private int list(Workspace workspace, LaunchRecord started) {
    JobsLeft left = JobsLeft.of(workspace, started);
    PrintWriter out = spec.commandLine().getOut();
    left.lines().forEach(out::println);
    out.flush();
    if (left.stuck() > 0) {
      complain(
          left.stuck()
              + " jobs ended without a result, or start from one that did; 'voxelbench status' says"
              + " why, and 'voxelbench clean --failed --keep-checkpoints' lets them be tried again.");
    }
    return ExitCode.DONE;
  }

  private int work(Workspace workspace, LaunchRecord started) {
    NamedJob job =
        new NamedJob(
            name,
            BenchmarkCommand.of(started.commandLine(workspace)).request(),
            started.engine(),
            new JavaCommand(VoxelBench.class),
            ConsoleProgress.standard(),
            spec.commandLine().getOut());
    try {
      return job.run() ? ExitCode.DONE : ExitCode.RUN_FAILED;
    } catch (RunHeldException e) {
      complain(OneLine.of(e));
      return ExitCode.INTERRUPTED;
    }
  }

  private void complain(String sentence) {
    spec.commandLine().getErr().println("voxelbench: " + sentence);
  }
}
