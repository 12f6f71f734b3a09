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
import org.voxelbench.harness.data.DatasetShelf;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.EngineChoice;
import org.voxelbench.harness.options.ExperimentChoice;
import org.voxelbench.harness.options.PluginChoice;
import org.voxelbench.harness.run.RunFolders;
import org.voxelbench.harness.run.Slot;
import org.voxelbench.harness.run.Unit;
import org.voxelbench.harness.run.Worker;
import org.voxelbench.harness.run.WorkerProcess;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.TestLedger;
import org.voxelbench.training.loop.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does one piece of a benchmark's work; {@link WorkerProcess} calls it. */
@Command(name = "work", hidden = true)
final class WorkCommand implements Callable<Integer> {

  @Mixin private ExperimentChoice choice;
  @Mixin private EngineChoice engines;
  @Mixin private PluginChoice plugins;

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
    DatasetShelf shelf = new DatasetShelf(Optional.ofNullable(data), workspace, progress);
    Preparation preparation =
        new Preparation(experiment.protocol().plans(), workspace, loaders, progress);
    try (Engine engine = engines.open(deviceReason)) {
      RunFolders folders =
          new RunFolders(experiment, new RunStore(workspace.root()), engine.info().id());
      Unit unit =
          Unit.all(experiment, folders).stream()
              .filter(candidate -> candidate.id().equals(id))
              .findFirst()
              .map(known -> into == null ? known : known.in(new RunStore(into)))
              .orElseThrow(() -> new BadInputException("the experiment has no run '" + id + "'."));
      Worker worker =
          new Worker(
              experiment,
              ExperimentData.reopen(experiment, shelf, preparation, DataHashes.read(workspace)),
              new TestLedger(ledger),
              engine,
              loaders,
              Limits.of(experiment.protocol(), StopSignals.request()),
              progress,
              Clock.systemUTC());
      boolean done = worker.run(unit, new Slot(engine.info().device(), true));
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
