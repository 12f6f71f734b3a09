package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.run.DeviceSlot;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.LocalJobRunner;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.harness.run.SubprocessJobRunner;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.TestLedger;
import org.voxelbench.training.loop.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does one piece of a benchmark's work; {@link SubprocessJobRunner} calls it. */
@Command(name = "work", hidden = true)
final class WorkCommand implements Callable<Integer> {

  @Mixin private ExperimentOptions choice;
  @Mixin private EngineSelection engines;
  @Mixin private PluginOptions plugins;

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

  @Override
  public Integer call() {
    stopWithTheBenchmark();
    Experiment experiment = choice.experiment(plugins.plugins());
    Workspace workspace = choice.workspace();
    Progress progress = ConsoleProgress.standard();
    DatasetCatalog catalog = new DatasetCatalog(Optional.ofNullable(data), workspace, progress);
    Preparation preparation =
        new Preparation(experiment.protocol().plans(), workspace, loaders, progress);
    try (Engine engine = engines.open(deviceReason)) {
      RunPaths folders =
          new RunPaths(experiment, new RunStore(workspace.root()), engine.info().id());
      Job job =
          Job.all(experiment, folders).stream()
              .filter(candidate -> candidate.id().equals(id))
              .findFirst()
              .map(known -> into == null ? known : known.in(new RunStore(into)))
              .orElseThrow(() -> new BadInputException("the experiment has no run '" + id + "'."));
      LocalJobRunner worker =
          new LocalJobRunner(
              experiment,
              ExperimentData.reopen(experiment, catalog, preparation, DataHashes.read(workspace)),
              new TestLedger(ledger),
              engine,
              loaders,
              Limits.of(experiment.protocol(), StopSignals.request()),
              progress,
              Clock.systemUTC());
      boolean done = worker.run(job, new DeviceSlot(engine.info().device(), true));
      return done ? ExitCode.DONE : ExitCode.RUN_FAILED;
    }
  }

  /** A run whose benchmark was killed saves and leaves, so that the next one can go on with it. */
  private static void stopWithTheBenchmark() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent ->
                parent
                    .onExit()
                    .thenRun(
                        () -> StopSignals.request().request("the end of its benchmark's process")));
  }
}
