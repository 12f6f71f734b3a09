package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.device.RankProcesses;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.options.TrackingOption;
import org.voxelbench.harness.run.JobRequest;
import org.voxelbench.harness.run.JobSession;
import org.voxelbench.harness.run.SubprocessJobRunner;
import org.voxelbench.store.TestLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does one piece of a benchmark's work; {@link SubprocessJobRunner} calls it. */
@Command(name = "work", hidden = true)
final class WorkCommand implements Callable<Integer> {

  private static final long ALONE_SECONDS = 60;

  @Mixin private ExperimentOptions choice;
  @Mixin private EngineSelection engines;
  @Mixin private PluginOptions plugins;
  @Mixin private TrackingOption tracking;

  @Option(names = "--data")
  private Path data;

  @Option(names = "--ledger", required = true)
  private Path ledger;

  @Option(names = "--loaders", required = true)
  private int loaders;

  @Option(names = "--unit", required = true)
  private String id;

  /** Why its benchmark took the device. */
  @Option(names = "--device-reason", defaultValue = EngineOptions.ASKED)
  private String deviceReason;

  /** Where to do it once more; as a rule the experiment's own folder. */
  @Option(names = "--into")
  private Path into;

  /** The devices of further processes, which train with this one. */
  @Option(names = "--others", split = ",")
  private List<String> others = List.of();

  /**
   * Which of several processes that train together this one is; the first one starts the others.
   */
  @Option(names = "--process", defaultValue = "0")
  private int process;

  @Option(names = "--processes", defaultValue = "1")
  private int processes;

  /** The file by which they find each other. */
  @Option(names = "--meeting")
  private Path meeting;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    stopWithTheBenchmark();
    if (others.isEmpty()) {
      return run(RankProcesses.NONE, processes, Optional.ofNullable(meeting));
    }
    JavaCommand java = new JavaCommand(VoxelBench.class);
    List<String> words = spec.commandLine().getParseResult().originalArgs();
    try (RankProcesses started = RankProcesses.start(java, words, others)) {
      return run(started, others.size() + 1, Optional.of(started.meeting()));
    }
  }

  private int run(RankProcesses started, int together, Optional<Path> place) {
    Experiment experiment = choice.experiment(plugins.plugins());
    int ranks = experiment.protocol().ranks();
    JobRequest request =
        new JobRequest(
            experiment,
            choice.workspace(),
            Optional.ofNullable(data),
            new TestLedger(ledger),
            engines.request(),
            deviceReason,
            new Ranks(ranks, process, together, place, Ranks.PATIENCE),
            Math.max(1, loaders / together),
            id,
            Optional.ofNullable(into),
            tracking.formats());
    Progress progress = process == 0 ? ConsoleProgress.standard() : Progress.SILENT;
    return new JobSession(request, started, progress).run() ? ExitCode.DONE : ExitCode.RUN_FAILED;
  }

  /**
   * A run whose benchmark was killed saves and leaves, so that the next one can go on with it; one
   * of several processes has nothing to save, and leaves even where it waits for the others.
   */
  private void stopWithTheBenchmark() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(this::stopWithoutTheBenchmark));
  }

  private void stopWithoutTheBenchmark() {
    StopSignals.request().request("the end of its benchmark's process");
    if (process > 0) {
      CompletableFuture.delayedExecutor(ALONE_SECONDS, TimeUnit.SECONDS)
          .execute(() -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED));
    }
  }
}
