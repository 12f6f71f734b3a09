package org.voxelbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.PrometheusText;
import org.voxelbench.harness.inspect.Status;
import org.voxelbench.harness.inspect.StatusJson;
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
      "Only reads, also while benchmarks run, on this machine and on others."
    })
final class StatusCommand implements Callable<Integer> {

  /** The name of the file that is the standard output. */
  private static final String PRINTED = "-";

  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;
  @Mixin private PluginOptions plugins;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "show it again each so many seconds, until everything has ended")
  private Integer watch;

  @Option(
      names = "--json",
      description = "print one JSON document in place of the table (docs/tracking.md)")
  private boolean json;

  @Option(
      names = "--prometheus",
      paramLabel = "FILE",
      description =
          "in place of the table, write a file for Prometheus' text-file collector, such as"
              + " /var/lib/node_exporter/voxelbench.prom; - prints it")
  private String prometheus;

  @Override
  public Integer call() throws InterruptedException {
    if (watch != null && watch < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--watch (" + watch + ") must be at least 1 second.");
    }
    if (json && (watch != null || PRINTED.equals(prometheus))) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--json prints one document; leave out "
              + (watch != null ? "--watch." : "--prometheus -."));
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
    print(out, experiment, status);
    while (watch != null && !status.ended()) {
      Thread.sleep(Duration.ofSeconds(watch).toMillis());
      status = experiment.status();
      if (prometheus == null) {
        out.print(ConsoleProgress.onTerminal() ? CLEAR : System.lineSeparator());
      }
      print(out, experiment, status);
    }
    return ExitCode.DONE;
  }

  private void print(PrintWriter out, StoredExperiment experiment, Status status) {
    if (prometheus != null) {
      String text = PrometheusText.of(experiment, status);
      if (prometheus.equals(PRINTED)) {
        out.print(text);
      } else {
        write(Path.of(prometheus), text);
      }
    }
    if (json) {
      out.print(StatusJson.of(experiment, status));
    } else if (prometheus == null) {
      StatusTable.lines(status).forEach(out::println);
    }
    out.flush();
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new BadInputException("can't write '" + file + "': " + FileFault.words(e) + ".", e);
    }
  }
}
