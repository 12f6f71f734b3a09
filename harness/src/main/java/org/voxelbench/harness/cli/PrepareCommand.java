package org.voxelbench.harness.cli;

import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.device.ThreadAllotment;
import org.voxelbench.harness.options.DataOption;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.options.RehashOption;
import org.voxelbench.harness.run.PreparationSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills the cache of a benchmark that comes later. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {
      "Verify, plan and preprocess the data of a benchmark, and train nothing.",
      "Several machines may do it at a time on one folder of results; each case is prepared once."
    })
final class PrepareCommand implements Callable<Integer> {

  @Mixin private ExperimentOptions choice;
  @Mixin private PluginOptions plugins;
  @Mixin private DataOption data;
  @Mixin private RehashOption rehash;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "cases that are worked on at a time (default: one per core)")
  private int threads;

  @Override
  public Integer call() {
    new PreparationSession(
            choice.experiment(plugins.plugins()),
            choice.workspace(),
            data.folder(),
            threads > 0 ? threads : ThreadAllotment.ofMachine(1).threads(),
            ConsoleProgress.standard())
        .run(rehash.given());
    return ExitCode.DONE;
  }
}
