package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.MakeCommand;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.MissingData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.device.EngineLine;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.LaunchArguments;
import org.voxelbench.harness.options.PlacementOptions;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.picture.CaseOverlays;
import org.voxelbench.harness.run.Benchmark;
import org.voxelbench.harness.run.DeviceSlot;
import org.voxelbench.harness.run.DryRun;
import org.voxelbench.harness.run.JobRunner;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.run.LocalJobRunner;
import org.voxelbench.harness.run.SubprocessJobRunner;
import org.voxelbench.reports.examples.CaseRenderer;
import org.voxelbench.reports.page.ReportBuilder;
import org.voxelbench.reports.page.ReportChoices;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.store.RunLock;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.TestLedger;
import org.voxelbench.training.loop.Limits;
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

  private static final Logger LOG = LoggerFactory.getLogger(BenchmarkCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;
  @Mixin private EngineSelection engines;
  @Mixin private PlacementOptions placing;
  @Mixin private PluginOptions plugins;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets (nnU-Net raw layout)")
  private Path data;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description =
          "list of all evaluations on test data (default: test-ledger.csv beside the folder of the"
              + " results)")
  private Path ledger;

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
    DatasetCatalog catalog = new DatasetCatalog(Optional.ofNullable(data), workspace, progress);
    PrintWriter out = spec.commandLine().getOut();
    TestSetUsage testUse = TestSetUsage.of(experiment, catalog, ledger(workspace));
    testUse.refuseBeyondBound();
    List<String> missing = MissingData.sentences(experiment, catalog);
    List<String> places = placing.places(engines.device());
    if (dryRun) {
      try (Engine engine = engines.open(places)) {
        introduce(
            engine,
            DeviceSlot.of(places, engine.info()).stream().map(DeviceSlot::device).toList(),
            out);
        new DryRun(experiment, catalog, engine).print(out, missing);
      }
      return ExitCode.DONE;
    }
    MissingData.refuse(missing);
    testUse.begin();
    RunLock lock =
        new RunStore(workspace.root())
            .tryLock()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "another benchmark works in '"
                            + workspace.root()
                            + "'; wait for it, or give another --out."));
    try (RunLock held = lock;
        Engine engine = engines.open(places)) {
      Preparation preparation =
          new Preparation(
              experiment.protocol().plans(), workspace, placing.preprocessors(), progress);
      Benchmark benchmark = new Benchmark(experiment, workspace, catalog, preparation, engine);
      List<DeviceSlot> slots = DeviceSlot.of(places, engine.info());
      introduce(engine, slots.stream().map(DeviceSlot::device).toList(), out);
      LaunchRecord.begin(
          workspace,
          experiment.protocol(),
          engine.info().id(),
          LaunchArguments.of(spec.commandLine().getParseResult(), engine.info(), plugins.places()));
      boolean allDone =
          benchmark.run(
              slots,
              prepared -> runner(experiment, workspace, engine, slots.size(), progress, prepared));
      Path page =
          report(
              benchmark,
              testUse,
              engine.info().id(),
              workspace,
              new CaseOverlays(catalog, workspace, progress, out::println));
      LaunchRecord.finish(workspace);
      out.println();
      out.println("Report: " + page.toAbsolutePath().normalize().toUri());
      out.flush();
      return allDone ? ExitCode.DONE : ExitCode.RUN_FAILED;
    }
  }

  private void introduce(Engine engine, List<String> devices, PrintWriter out) {
    out.println(EngineLine.of(engine.info(), devices, placing.loaders()));
    out.flush();
    engine.warnings().forEach(LOG::warn);
  }

  private TestLedger ledger(Workspace workspace) {
    return ledger == null ? workspace.ledger() : new TestLedger(ledger);
  }

  /**
   * Runs that share the machine, that have a budget, or whose method comes from a jar have a
   * process of their own.
   */
  private JobRunner runner(
      Experiment experiment,
      Workspace workspace,
      Engine engine,
      int slots,
      Progress progress,
      ExperimentData prepared) {
    Limits limits = Limits.of(experiment.protocol(), StopSignals.request());
    LocalJobRunner here =
        new LocalJobRunner(
            experiment,
            prepared,
            ledger(workspace),
            engine,
            placing.loaders(),
            limits,
            progress,
            Clock.systemUTC());
    prepared.hashes().write(workspace);
    List<String> arguments = workArguments(workspace, engine.info());
    if (slots == 1) {
      arguments.addAll(List.of("--device-reason", engine.info().deviceReason()));
    }
    SubprocessJobRunner apart =
        new SubprocessJobRunner(
            new JavaCommand(VoxelBench.class),
            arguments,
            slots,
            limits,
            progress,
            System.out,
            Clock.systemUTC());
    boolean all = slots > 1 || limits.budget().bounds();
    return (job, slot) -> (all || job.method().plugin().isPresent() ? apart : here).run(job, slot);
  }

  /** What a process that does a part of this benchmark is started with, but for part and device. */
  public List<String> workArguments(Workspace workspace, EngineInfo engine) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--protocol", choice.name(), "--out", workspace.root().toString()));
    if (data != null) {
      arguments.addAll(List.of("--data", data.toString()));
    }
    arguments.addAll(plugins.arguments());
    arguments.addAll(List.of("--ledger", ledger(workspace).file().toString()));
    arguments.addAll(List.of("--engine", engine.id()));
    arguments.addAll(List.of("--precision", engine.precision().name().toLowerCase(Locale.ROOT)));
    arguments.addAll(List.of("--threads", Integer.toString(engine.threads())));
    arguments.addAll(List.of("--loaders", Integer.toString(placing.loaders())));
    return arguments;
  }

  private Path report(
      Benchmark benchmark,
      TestSetUsage testUse,
      String engine,
      Workspace workspace,
      CaseRenderer painter) {
    List<ResultRow> rows = new RunStore(workspace.root()).collect();
    ExperimentSummary summary = benchmark.summary(command(), testUse);
    ExperimentJson.write(workspace.root().resolve(ExperimentJson.NAME), summary);
    ReportBuilder.build(
        rows.stream().filter(row -> row.engine().equals(engine)).toList(),
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
