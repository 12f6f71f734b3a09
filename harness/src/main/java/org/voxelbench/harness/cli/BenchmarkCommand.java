package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.DataOption;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.LaunchArguments;
import org.voxelbench.harness.options.LedgerOption;
import org.voxelbench.harness.options.PlacementOptions;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.options.RehashOption;
import org.voxelbench.harness.options.TrackingOption;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.BenchmarkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole benchmark, or says what it would run. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Pre-train, adapt, evaluate, rank and report.",
      "Starting again skips what is done and continues what was interrupted."
    })
public final class BenchmarkCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;
  @Mixin private EngineSelection engines;
  @Mixin private PlacementOptions placing;
  @Mixin private PluginOptions plugins;
  @Mixin private DataOption data;
  @Mixin private LedgerOption ledger;

  @Option(
      names = "--dry-run",
      description =
          "list the runs, what is missing, and an estimate of time, memory and disk; train nothing")
  private boolean dryRun;

  @Mixin private TrackingOption tracking;
  @Mixin private RehashOption rehash;

  /** The command that these words, the first of them {@code benchmark}, call. */
  public static BenchmarkCommand of(String... words) {
    CommandLine.ParseResult parsed = VoxelBench.commandLine().parseArgs(words);
    return (BenchmarkCommand) parsed.subcommand().commandSpec().userObject();
  }

  @Override
  public Integer call() {
    BenchmarkSession session = session(spec.commandLine().getOut());
    if (dryRun) {
      session.dryRun();
      return ExitCode.DONE;
    }
    return session.run() ? ExitCode.DONE : ExitCode.RUN_FAILED;
  }

  /** A session that does what is asked for. */
  BenchmarkSession session(PrintWriter out) {
    return new BenchmarkSession(
        request(), new JavaCommand(VoxelBench.class), ConsoleProgress.standard(), out);
  }

  /** What is asked for. */
  public BenchmarkRequest request() {
    Experiment experiment = choice.experiment(plugins.plugins());
    Workspace workspace = choice.workspace();
    EngineRequest engine = engines.request();
    return new BenchmarkRequest(
        choice.name(),
        experiment,
        workspace,
        data.folder(),
        ledger.ledger(workspace),
        engine,
        placing.placement(engine.device(), experiment.protocol().ranks()),
        plugins.arguments(),
        LaunchArguments.of(spec.commandLine().getParseResult(), plugins.places()),
        rehash.given(),
        tracking.formats());
  }
}
