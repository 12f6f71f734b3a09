package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.Status;
import org.voxelbench.harness.inspect.StatusTable;
import org.voxelbench.harness.inspect.StoredExperiment;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.PluginOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows where all runs stand. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Show what is done, running, interrupted, failed and left, with time, time left and cost.",
      "Only reads, also while a benchmark runs; what runs on another machine shows as interrupted."
    })
final class StatusCommand implements Callable<Integer> {

  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;
  @Mixin private PluginOptions plugins;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "show it again each so many seconds, until everything has ended")
  private Integer watch;

  @Override
  public Integer call() throws InterruptedException {
    if (watch != null && watch < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--watch (" + watch + ") must be at least 1 second.");
    }
    PrintWriter out = spec.commandLine().getOut();
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    boolean named = parsed.hasMatchedOption("--protocol") || !parsed.hasMatchedOption("--out");
    Workspace workspace = choice.workspace();
    StoredExperiment experiment =
        StoredExperiment.of(
            workspace,
            named ? Optional.of(choice.protocol()) : Optional.empty(),
            parsed.hasMatchedOption("--plugins")
                ? Optional.of(plugins.plugins())
                : Optional.empty());
    Status status = experiment.status();
    print(out, status);
    while (watch != null && !status.ended()) {
      Thread.sleep(Duration.ofSeconds(watch).toMillis());
      status = experiment.status();
      out.print(ConsoleProgress.onTerminal() ? CLEAR : System.lineSeparator());
      print(out, status);
    }
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, Status status) {
    StatusTable.lines(status).forEach(out::println);
    out.flush();
  }
}
