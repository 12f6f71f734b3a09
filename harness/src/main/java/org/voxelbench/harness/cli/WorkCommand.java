package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.run.JobRequest;
import org.voxelbench.harness.run.JobSession;
import org.voxelbench.harness.run.SubprocessJobRunner;
import org.voxelbench.store.TestLedger;
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
    JobRequest request =
        new JobRequest(
            choice.experiment(plugins.plugins()),
            choice.workspace(),
            Optional.ofNullable(data),
            new TestLedger(ledger),
            engines.request(),
            deviceReason,
            loaders,
            id,
            Optional.ofNullable(into));
    return new JobSession(request, ConsoleProgress.standard()).run()
        ? ExitCode.DONE
        : ExitCode.RUN_FAILED;
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
