package org.voxelbench.harness;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.engine.Engine;
import org.voxelbench.protocol.progress.Progress;
import org.voxelbench.protocol.results.ExperimentJson;
import org.voxelbench.protocol.results.ExperimentSummary;
import org.voxelbench.protocol.results.ResultRow;
import org.voxelbench.protocol.store.RunStore;
import org.voxelbench.reports.CasePainter;
import org.voxelbench.reports.ReportBuilder;
import org.voxelbench.reports.ReportChoices;
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
final class BenchmarkCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentChoice choice;
  @Mixin private EngineChoice engines;
  @Mixin private PluginChoice plugins;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets (nnU-Net raw layout)")
  private Path data;

  @Option(
      names = "--loaders",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "threads that read and augment patches, and that preprocess (default: one per core)")
  private int loaders;

  @Option(
      names = "--dry-run",
      description =
          "list the runs, what is missing, and an estimate of time, memory and disk; train nothing")
  private boolean dryRun;

  @Override
  public Integer call() {
    Experiment experiment = choice.experiment(plugins.plugins());
    Workspace workspace = choice.workspace();
    Progress progress = ConsoleProgress.standard();
    DatasetShelf shelf = new DatasetShelf(Optional.ofNullable(data), workspace, progress);
    PrintWriter out = spec.commandLine().getOut();
    List<String> missing = MissingData.sentences(experiment, shelf);
    if (dryRun) {
      try (Engine engine = engines.open()) {
        new DryRun(experiment, shelf, engine).print(out, missing);
      }
      return ExitCode.DONE;
    }
    MissingData.refuse(missing);
    try (Engine engine = engines.open()) {
      Benchmark benchmark =
          new Benchmark(
              experiment, workspace, shelf, engine, loaderThreads(), progress, Clock.systemUTC());
      StartRecord.begin(
          workspace,
          experiment.protocol(),
          engine.info().id(),
          StartArguments.of(spec.commandLine().getParseResult(), engine.info(), plugins.places()));
      boolean allDone = benchmark.run();
      Path page =
          report(benchmark, workspace, new CasePictures(shelf, workspace, progress, out::println));
      StartRecord.finish(workspace);
      out.println();
      out.println("Report: " + page.toAbsolutePath().normalize().toUri());
      out.flush();
      return allDone ? ExitCode.DONE : ExitCode.RUN_FAILED;
    }
  }

  private int loaderThreads() {
    return loaders > 0 ? loaders : Runtime.getRuntime().availableProcessors();
  }

  private Path report(Benchmark benchmark, Workspace workspace, CasePainter painter) {
    List<ResultRow> rows = new RunStore(workspace.root()).collect();
    ExperimentSummary summary = benchmark.summary(command());
    ExperimentJson.write(workspace.root().resolve(ExperimentJson.NAME), summary);
    ReportBuilder.build(
        rows.stream().filter(row -> row.engine().equals(benchmark.engine())).toList(),
        summary,
        workspace.root(),
        workspace.report(),
        ReportChoices.standard().with(painter));
    return workspace.report().resolve("index.html");
  }

  /** How to run it again, as a shell reads it. */
  private String command() {
    MakeCommand command = new MakeCommand("benchmark").with("PROTOCOL", choice.name());
    if (data != null) {
      command = command.with("DATA", data.toString());
    }
    List<String> arguments = new ArrayList<>(engines.arguments());
    arguments.addAll(plugins.arguments());
    return engines.addTo(command).withWords("ARGS", arguments).text();
  }
}
